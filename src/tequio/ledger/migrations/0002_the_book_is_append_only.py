"""Guards of the books in the database itself.

SQLite: row triggers.  Limits are asked before a transfer is written and not left to the CHECKs of
the account, because INSERT OR FAIL keeps the transfer when such a CHECK fails in a trigger.
PostgreSQL: one statement trigger; a loop in order of account for up to 200 transfers, set-based
above (a plan made for one must not serve the other); row triggers cost three times as much.
"""

from django.db import migrations

PAIRS = {  # purpose: ((debit kinds, credit kinds), ...)
    "ledger.pay": (("expense", "cash bank"),),
    "ledger.receive": (("cash bank", "income"),),
    "ledger.move": (("cash bank", "cash bank"),),
    "ledger.fee": (("expense", "cash bank"),),
    "ledger.opening": (
        ("cash bank member-loan", "opening"),
        ("opening", "member-savings indivisible-reserve budget"),
    ),
    "ledger.claim": (("claim", "cash bank"),),
    "ledger.ratify": (("expense", "claim cash-difference"), ("cash-difference", "income")),
    "ledger.recover": (("cash bank", "claim cash-difference"),),
    "ledger.cash_difference": (("cash-difference", "cash"), ("cash", "cash-difference")),
    "member.save": (("cash bank", "member-savings"),),
    "member.withdraw": (("member-savings", "cash bank"),),
    "lending.loan": (("member-loan", "cash bank"),),
    "lending.interest": (("member-loan", "income"),),
    "lending.fee": (("member-loan", "income"),),
    "lending.repay": (("cash bank", "member-loan"),),
    "lending.write_off": (("expense", "member-loan"),),
    "budget.receive": (("cash bank", "budget"),),
    "budget.project": (("expense", "cash bank"),),
}

APPEND_ONLY = {
    "rule": (
        "ledger_postingrulerow",
        "the posting grammar changes by migration only",
        ["x.code = NEW.code AND x.debit_kind = NEW.debit_kind AND x.credit_kind = NEW.credit_kind"],
    ),
    "journal": (
        "ledger_journalrow",
        "the book is append-only",
        ["x.id = NEW.id", "x.key = NEW.key"],
    ),
    "transfer": (
        "ledger_transferrow",
        "the book is append-only",
        [
            "x.book = NEW.book AND x.id = NEW.id",
            "x.book = NEW.book AND x.reverses_id = NEW.reverses_id",
        ],
    ),
    "change": (
        "ledger_accountchangerow",
        "a change of limits stays",
        ["x.book = NEW.book AND x.id = NEW.id"],
    ),
    "close": (
        "ledger_periodcloserow",
        "a closed period stays closed",
        ["x.id = NEW.id", "x.closed_through = NEW.closed_through"],
    ),
}
LABEL = {
    "sqlite": """CASE {period} WHEN 'month' THEN strftime('%Y-%m', {day})
        WHEN 'quarter' THEN strftime('%Y', {day}) || '-Q'
            || ((CAST(strftime('%m', {day}) AS integer) + 2) / 3)
        WHEN 'year' THEN strftime('%Y', {day}) ELSE '' END""",
    "postgresql": """CASE {period} WHEN 'month' THEN to_char({day}, 'YYYY-MM')
        WHEN 'quarter' THEN to_char({day}, 'YYYY"-Q"Q')
        WHEN 'year' THEN to_char({day}, 'YYYY') ELSE '' END""",
}
OPENS_EMPTY = """NEW.debits <> 0 OR NEW.credits <> 0 OR NEW.held_debits <> 0
    OR NEW.held_credits <> 0 OR NEW.last_transfer_id <> 0 OR NEW.last_change_id <> 0
    OR NEW.last_value_date IS NOT NULL OR NEW.closed_on IS NOT NULL"""
IN_FORCE = """m.organisation_id = {row}.organisation_id AND m.id = {row}.mandate_id
    AND {row}.{day} >= m.valid_from AND (m.valid_until IS NULL OR {row}.{day} <= m.valid_until)
    AND NOT EXISTS (SELECT 1 FROM mandates_endrow e WHERE e.organisation_id = m.organisation_id
        AND e.mandate_id = m.id AND {row}.{day} >= e.ends_on)"""

NOT_IN_FORCE = "the mandate is not in force on this day"
CLOSED = "the period is closed"
OVER = "over the ceiling of the mandate"
BY_HAND = "the counters of an account move by transfers only"
SPENT_BY_HAND = "what is spent is written by transfers only"
BACKWARDS = "periods are closed forwards"
TWICE_TURNED = "a reversal is not reversed"
LIMITS = "an account cannot pass its limits"
NUMBERED = "an entry is numbered after those before it"


def not_changed(vendor, name, table, sentence):
    """Triggers that refuse UPDATE and DELETE, and TRUNCATE where there is one."""
    if vendor == "sqlite":
        for event, word in (("UPDATE", "changed"), ("DELETE", "deleted")):
            yield f"""CREATE TRIGGER ledger_{name}_not_{word} BEFORE {event} ON {table}
                BEGIN SELECT RAISE(ABORT, '{sentence}'); END"""
        return
    for event, word in (("UPDATE", "changed"), ("DELETE", "deleted"), ("TRUNCATE", "truncated")):
        each = "" if event == "TRUNCATE" else "FOR EACH ROW"
        yield f"""CREATE TRIGGER ledger_{name}_not_{word} BEFORE {event} ON {table} {each}
            EXECUTE FUNCTION ledger_forbidden('{sentence}')"""


def sqlite_not_replaced(name, table, sentence, sames):
    owned = "" if name == "rule" else "x.organisation_id = NEW.organisation_id AND "
    tests = " OR ".join(f"EXISTS (SELECT 1 FROM {table} x WHERE {owned}{same})" for same in sames)
    return f"""CREATE TRIGGER ledger_{name}_not_replaced BEFORE INSERT ON {table} WHEN {tests}
        BEGIN SELECT RAISE(ABORT, '{sentence}'); END"""


SAME_ACCOUNT = " AND ".join(
    f"NEW.{c} IS OLD.{c}"
    for c in ["organisation_id", "book", "id", "unit", "kind", "ref", "held_debits", "held_credits"]
)
SAME_COUNTERS = " AND ".join(
    f"NEW.{c} IS OLD.{c}" for c in ["debits", "credits", "last_value_date", "last_transfer_id"]
)
SAME_LIMITS = " AND ".join(
    f"NEW.{c} IS OLD.{c}" for c in ["floor", "ceiling", "closed_on", "last_change_id"]
)
OF_ACCOUNT = "a.organisation_id = NEW.organisation_id AND a.book = NEW.book AND a.id"
THIS_ACCOUNT = "organisation_id = NEW.organisation_id AND book = NEW.book AND id"
SPENT_OF = """p.organisation_id = NEW.organisation_id AND p.mandate_id = NEW.mandate_id
    AND p.unit = NEW.unit AND p.period = {label}"""


def label(vendor, period, day):
    return LABEL[vendor].format(period=period, day=day)


def sqlite():
    for name, (table, sentence, sames) in APPEND_ONLY.items():
        yield sqlite_not_replaced(name, table, sentence, sames)
        yield from not_changed("sqlite", name, table, sentence)
    yield """CREATE TRIGGER ledger_rule_not_added BEFORE INSERT ON ledger_postingrulerow
        BEGIN SELECT RAISE(ABORT, 'the posting grammar changes by migration only'); END"""
    yield from sqlite_accounts()
    yield from sqlite_transfers()
    yield from sqlite_spent()
    yield f"""CREATE TRIGGER ledger_change_under_a_mandate BEFORE INSERT ON ledger_accountchangerow
        WHEN NOT EXISTS (SELECT 1 FROM mandates_mandaterow m
            WHERE {IN_FORCE.format(row="NEW", day="changed_on")})
        BEGIN SELECT RAISE(ABORT, '{NOT_IN_FORCE}'); END"""
    yield f"""CREATE TRIGGER ledger_change_within_reason BEFORE INSERT ON ledger_accountchangerow
        WHEN EXISTS (SELECT 1 FROM ledger_accountrow a
            WHERE {OF_ACCOUNT} = NEW.account_id
            AND (a.credits - a.debits - a.held_debits < NEW.floor
                OR a.credits - a.debits + a.held_credits > NEW.ceiling
                OR a.last_value_date >= NEW.closed_on))
        BEGIN SELECT RAISE(ABORT, '{LIMITS}'); END"""
    yield f"""CREATE TRIGGER ledger_change_is_carried_out AFTER INSERT ON ledger_accountchangerow
        BEGIN
          UPDATE ledger_accountrow SET floor = NEW.floor, ceiling = NEW.ceiling,
              closed_on = NEW.closed_on, last_change_id = NEW.id
          WHERE {THIS_ACCOUNT} = NEW.account_id;
        END"""
    yield f"""CREATE TRIGGER ledger_close_under_a_mandate BEFORE INSERT ON ledger_periodcloserow
        WHEN NOT EXISTS (SELECT 1 FROM mandates_mandaterow m
            WHERE {IN_FORCE.format(row="NEW", day="closed_through")})
        BEGIN SELECT RAISE(ABORT, '{NOT_IN_FORCE}'); END"""
    yield f"""CREATE TRIGGER ledger_close_goes_forward BEFORE INSERT ON ledger_periodcloserow
        WHEN EXISTS (SELECT 1 FROM ledger_periodcloserow p
            WHERE p.organisation_id = NEW.organisation_id
            AND p.closed_through >= NEW.closed_through)
        BEGIN SELECT RAISE(ABORT, '{BACKWARDS}'); END"""


def sqlite_accounts():
    same_name = "x.book = NEW.book AND x.unit = NEW.unit AND x.kind = NEW.kind AND x.ref = NEW.ref"
    yield sqlite_not_replaced(
        "account",
        "ledger_accountrow",
        "an account is opened once",
        ["x.book = NEW.book AND x.id = NEW.id", same_name],
    )
    yield f"""CREATE TRIGGER ledger_account_opens_empty BEFORE INSERT ON ledger_accountrow
        WHEN {OPENS_EMPTY} BEGIN SELECT RAISE(ABORT, 'an account opens empty'); END"""
    yield """CREATE TRIGGER ledger_account_not_deleted BEFORE DELETE ON ledger_accountrow
        BEGIN SELECT RAISE(ABORT, 'an account is never deleted'); END"""
    yield f"""CREATE TRIGGER ledger_account_moves_by_transfer BEFORE UPDATE ON ledger_accountrow
        WHEN NOT ({SAME_ACCOUNT} AND (
          ({SAME_LIMITS} AND NEW.last_transfer_id > OLD.last_transfer_id
            AND EXISTS (SELECT 1 FROM ledger_transferrow t
              WHERE t.organisation_id = NEW.organisation_id AND t.book = NEW.book
              AND t.id = NEW.last_transfer_id
              AND NEW.last_value_date = max(coalesce(OLD.last_value_date, t.value_date), t.value_date)
              AND ((t.debit_id = NEW.id AND NEW.debits = OLD.debits + t.minor
                    AND NEW.credits = OLD.credits)
                OR (t.credit_id = NEW.id AND NEW.credits = OLD.credits + t.minor
                    AND NEW.debits = OLD.debits))))
          OR ({SAME_COUNTERS} AND NEW.last_change_id > OLD.last_change_id
            AND EXISTS (SELECT 1 FROM ledger_accountchangerow c
              WHERE c.organisation_id = NEW.organisation_id AND c.book = NEW.book
              AND c.id = NEW.last_change_id AND c.account_id = NEW.id AND NEW.floor IS c.floor
              AND NEW.ceiling IS c.ceiling AND NEW.closed_on IS c.closed_on))))
        BEGIN SELECT RAISE(ABORT, '{BY_HAND}'); END"""


def sqlite_transfers():
    yield f"""CREATE TRIGGER ledger_transfer_under_a_mandate BEFORE INSERT ON ledger_transferrow
        WHEN NOT EXISTS (SELECT 1 FROM mandates_mandaterow m
            WHERE {IN_FORCE.format(row="NEW", day="value_date")})
        BEGIN SELECT RAISE(ABORT, '{NOT_IN_FORCE}'); END"""
    yield f"""CREATE TRIGGER ledger_transfer_in_an_open_period BEFORE INSERT ON ledger_transferrow
        WHEN EXISTS (SELECT 1 FROM ledger_periodcloserow p
            WHERE p.organisation_id = NEW.organisation_id AND p.closed_through >= NEW.value_date)
        BEGIN SELECT RAISE(ABORT, '{CLOSED}'); END"""
    yield f"""CREATE TRIGGER ledger_transfer_within_the_ceiling BEFORE INSERT ON ledger_transferrow
        WHEN NEW.reverses_id IS NULL AND EXISTS (
            SELECT 1 FROM mandates_ceilingrow c
            JOIN mandates_mandaterow m ON m.organisation_id = c.organisation_id
                AND m.id = c.mandate_id
            LEFT JOIN mandates_spentrow p
                ON {SPENT_OF.format(label=label("sqlite", "m.period", "NEW.value_date"))}
            WHERE c.organisation_id = NEW.organisation_id AND c.mandate_id = NEW.mandate_id
            AND c.unit = NEW.unit
            AND coalesce(p.spent - p.returned, 0) + NEW.minor > c.minor)
        BEGIN SELECT RAISE(ABORT, '{OVER}'); END"""
    yield f"""CREATE TRIGGER ledger_transfer_within_the_limits BEFORE INSERT ON ledger_transferrow
        WHEN EXISTS (SELECT 1 FROM ledger_accountrow a
            WHERE {OF_ACCOUNT} IN (NEW.debit_id, NEW.credit_id)
            AND (NEW.value_date >= a.closed_on OR NEW.id <= a.last_transfer_id
              OR (a.id = NEW.debit_id
                AND a.credits - a.debits - NEW.minor - a.held_debits < a.floor)
              OR (a.id = NEW.credit_id
                AND a.credits - a.debits + NEW.minor + a.held_credits > a.ceiling)))
        BEGIN SELECT RAISE(ABORT, '{LIMITS}'); END"""
    yield f"""CREATE TRIGGER ledger_transfer_reverses_no_reversal BEFORE INSERT ON ledger_transferrow
        WHEN NEW.reverses_id IS NOT NULL AND EXISTS (SELECT 1 FROM ledger_transferrow t
            WHERE t.organisation_id = NEW.organisation_id AND t.book = NEW.book
            AND t.id = NEW.reverses_id AND t.reverses_id IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, '{TWICE_TURNED}'); END"""
    yield f"""CREATE TRIGGER ledger_transfer_is_booked AFTER INSERT ON ledger_transferrow
        BEGIN
          UPDATE ledger_accountrow SET debits = debits + NEW.minor, last_transfer_id = NEW.id,
              last_value_date = max(coalesce(last_value_date, NEW.value_date), NEW.value_date)
          WHERE {THIS_ACCOUNT} = NEW.debit_id;
          UPDATE ledger_accountrow SET credits = credits + NEW.minor, last_transfer_id = NEW.id,
              last_value_date = max(coalesce(last_value_date, NEW.value_date), NEW.value_date)
          WHERE {THIS_ACCOUNT} = NEW.credit_id;
        END"""
    period = label("sqlite", "m.period", "NEW.value_date")
    yield f"""CREATE TRIGGER ledger_transfer_is_spent AFTER INSERT ON ledger_transferrow
        WHEN NEW.reverses_id IS NULL AND EXISTS (SELECT 1 FROM mandates_ceilingrow c
            WHERE c.organisation_id = NEW.organisation_id AND c.mandate_id = NEW.mandate_id
            AND c.unit = NEW.unit AND c.minor IS NOT NULL)
        BEGIN
          UPDATE mandates_spentrow SET spent = spent + NEW.minor, last_transfer_id = NEW.id
          WHERE organisation_id = NEW.organisation_id AND mandate_id = NEW.mandate_id
            AND unit = NEW.unit AND period = (SELECT {period} FROM mandates_mandaterow m
              WHERE m.organisation_id = NEW.organisation_id AND m.id = NEW.mandate_id);
          INSERT INTO mandates_spentrow (organisation_id, mandate_id, unit, period, ceiling, spent,
              returned, last_transfer_id)
          SELECT c.organisation_id, c.mandate_id, c.unit, {period}, c.minor, NEW.minor, 0, NEW.id
          FROM mandates_ceilingrow c JOIN mandates_mandaterow m
            ON m.organisation_id = c.organisation_id AND m.id = c.mandate_id
          WHERE c.organisation_id = NEW.organisation_id AND c.mandate_id = NEW.mandate_id
            AND c.unit = NEW.unit AND NOT EXISTS (SELECT 1 FROM mandates_spentrow p
              WHERE {SPENT_OF.format(label=period)});
        END"""
    earlier = label("sqlite", "m.period", "t.value_date")
    yield f"""CREATE TRIGGER ledger_transfer_is_returned AFTER INSERT ON ledger_transferrow
        WHEN NEW.reverses_id IS NOT NULL
        BEGIN
          UPDATE mandates_spentrow SET returned = returned + NEW.minor, last_transfer_id = NEW.id
          WHERE organisation_id = NEW.organisation_id AND unit = NEW.unit
            AND (mandate_id, period) = (SELECT t.mandate_id, {earlier}
              FROM ledger_transferrow t JOIN mandates_mandaterow m
                ON m.organisation_id = t.organisation_id AND m.id = t.mandate_id
              WHERE t.organisation_id = NEW.organisation_id AND t.book = NEW.book
                AND t.id = NEW.reverses_id);
        END"""


def sqlite_spent():
    period = label("sqlite", "m.period", "t.value_date")
    drawn = f"""FROM ledger_transferrow t JOIN mandates_mandaterow m
        ON m.organisation_id = t.organisation_id AND m.id = t.mandate_id
        WHERE t.organisation_id = NEW.organisation_id AND t.mandate_id = NEW.mandate_id
        AND t.unit = NEW.unit AND NEW.period = {period}"""
    same = " AND ".join(
        f"NEW.{c} IS OLD.{c}"
        for c in ["organisation_id", "mandate_id", "unit", "period", "ceiling"]
    )
    yield sqlite_not_replaced(
        "spent",
        "mandates_spentrow",
        SPENT_BY_HAND,
        ["x.mandate_id = NEW.mandate_id AND x.unit = NEW.unit AND x.period = NEW.period"],
    )
    yield f"""CREATE TRIGGER ledger_spent_begins_by_transfer BEFORE INSERT ON mandates_spentrow
        WHEN NOT EXISTS (SELECT 1 {drawn} AND t.id = NEW.last_transfer_id
            AND t.minor = NEW.spent AND NEW.returned = 0 AND t.reverses_id IS NULL)
        BEGIN SELECT RAISE(ABORT, '{SPENT_BY_HAND}'); END"""
    yield f"""CREATE TRIGGER ledger_spent_grows_by_transfer BEFORE UPDATE ON mandates_spentrow
        WHEN NOT ({same} AND NEW.last_transfer_id > OLD.last_transfer_id AND (
          (NEW.returned = OLD.returned AND EXISTS (SELECT 1 {drawn}
            AND t.id = NEW.last_transfer_id AND NEW.spent = OLD.spent + t.minor
            AND t.reverses_id IS NULL))
          OR (NEW.spent = OLD.spent AND EXISTS (SELECT 1 {drawn}
            AND EXISTS (SELECT 1 FROM ledger_transferrow r
              WHERE r.organisation_id = t.organisation_id AND r.book = t.book
              AND r.reverses_id = t.id AND r.id = NEW.last_transfer_id
              AND NEW.returned = OLD.returned + r.minor)))))
        BEGIN SELECT RAISE(ABORT, '{SPENT_BY_HAND}'); END"""
    yield f"""CREATE TRIGGER ledger_spent_not_deleted BEFORE DELETE ON mandates_spentrow
        BEGIN SELECT RAISE(ABORT, '{SPENT_BY_HAND}'); END"""


BOOKED = f"""CREATE FUNCTION ledger_transfers_booked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  many boolean;
  leg record;
  moved bigint;
  m record;
  r record;
  renewal text;
  upto bigint;
BEGIN
  SELECT count(*) > 200 INTO many FROM fresh;
  FOR m IN SELECT organisation_id, mandate_id, unit, value_date, max(id) AS last_id,
        (sum(minor) FILTER (WHERE reverses_id IS NULL))::bigint AS drawn
      FROM fresh GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LOOP
    SELECT x.period, c.minor INTO renewal, upto
      FROM mandates_mandaterow x
      LEFT JOIN mandates_ceilingrow c ON c.organisation_id = x.organisation_id
        AND c.mandate_id = x.id AND c.unit = m.unit
      LEFT JOIN mandates_endrow e ON e.organisation_id = x.organisation_id
        AND e.mandate_id = x.id
      WHERE x.organisation_id = m.organisation_id AND x.id = m.mandate_id
        AND m.value_date >= x.valid_from
        AND (x.valid_until IS NULL OR m.value_date <= x.valid_until)
        AND (e.ends_on IS NULL OR m.value_date < e.ends_on);
    IF NOT FOUND THEN RAISE EXCEPTION '{NOT_IN_FORCE}'; END IF;
    IF EXISTS (SELECT 1 FROM ledger_periodcloserow p
        WHERE p.organisation_id = m.organisation_id AND p.closed_through >= m.value_date) THEN
      RAISE EXCEPTION '{CLOSED}';
    END IF;
    IF upto IS NOT NULL AND m.drawn IS NOT NULL THEN
      INSERT INTO mandates_spentrow AS p (organisation_id, mandate_id, unit, period, ceiling,
          spent, last_transfer_id)
        VALUES (m.organisation_id, m.mandate_id, m.unit,
          {label("postgresql", "renewal", "m.value_date")}, upto, m.drawn, m.last_id)
      ON CONFLICT (organisation_id, mandate_id, unit, period) DO UPDATE
        SET spent = p.spent + excluded.spent, last_transfer_id = excluded.last_transfer_id;
    END IF;
  END LOOP;
  FOR r IN SELECT f.organisation_id, f.book, f.reverses_id, f.id, f.minor FROM fresh f
      WHERE f.reverses_id IS NOT NULL ORDER BY f.id LOOP
    SELECT t.mandate_id, t.unit, t.reverses_id AS again,
        {label("postgresql", "x.period", "t.value_date")} AS period
      INTO m FROM ledger_transferrow t
      JOIN mandates_mandaterow x ON x.organisation_id = t.organisation_id AND x.id = t.mandate_id
      WHERE t.organisation_id = r.organisation_id AND t.book = r.book AND t.id = r.reverses_id;
    IF m.again IS NOT NULL THEN RAISE EXCEPTION '{TWICE_TURNED}'; END IF;
    UPDATE mandates_spentrow p SET returned = p.returned + r.minor, last_transfer_id = r.id
      WHERE p.organisation_id = r.organisation_id AND p.mandate_id = m.mandate_id
        AND p.unit = m.unit AND p.period = m.period;
  END LOOP;
  IF many THEN
    UPDATE ledger_accountrow a SET debits = a.debits + s.debits, credits = a.credits + s.credits,
        last_transfer_id = s.last_id, last_value_date = greatest(a.last_value_date, s.last_day)
      FROM (SELECT organisation_id, book, account_id, sum(d)::bigint AS debits,
          sum(c)::bigint AS credits, min(id) AS first_id, max(id) AS last_id,
          max(value_date) AS last_day
        FROM (SELECT organisation_id, book, debit_id AS account_id, minor AS d, 0 AS c, id,
              value_date FROM fresh
            UNION ALL SELECT organisation_id, book, credit_id, 0, minor, id, value_date
              FROM fresh) legs
        GROUP BY 1, 2, 3) s
      WHERE a.organisation_id = s.organisation_id AND a.book = s.book AND a.id = s.account_id
        AND a.last_transfer_id < s.first_id;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved < (SELECT count(*) FROM (SELECT organisation_id, book, debit_id FROM fresh
        UNION SELECT organisation_id, book, credit_id FROM fresh) touched) THEN
      RAISE EXCEPTION '{NUMBERED}';
    END IF;
    RETURN NULL;
  END IF;
  FOR leg IN SELECT organisation_id, book, account_id, sum(d)::bigint AS debits,
        sum(c)::bigint AS credits, min(id) AS first_id, max(id) AS last_id,
        max(value_date) AS last_day
      FROM (SELECT organisation_id, book, debit_id AS account_id, minor AS d, 0 AS c, id,
            value_date FROM fresh
          UNION ALL SELECT organisation_id, book, credit_id, 0, minor, id, value_date
            FROM fresh) legs
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LOOP
    UPDATE ledger_accountrow a
      SET debits = a.debits + leg.debits, credits = a.credits + leg.credits,
        last_transfer_id = leg.last_id, last_value_date = greatest(a.last_value_date, leg.last_day)
      WHERE a.organisation_id = leg.organisation_id AND a.book = leg.book
        AND a.id = leg.account_id AND a.last_transfer_id < leg.first_id;
    IF NOT FOUND THEN RAISE EXCEPTION '{NUMBERED}'; END IF;
  END LOOP;
  RETURN NULL;
END $$"""


def postgres():
    yield """CREATE FUNCTION ledger_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for name, (table, sentence, _) in APPEND_ONLY.items():
        yield from not_changed("postgresql", name, table, sentence)
    yield """CREATE TRIGGER ledger_rule_not_added BEFORE INSERT ON ledger_postingrulerow
        EXECUTE FUNCTION ledger_forbidden('the posting grammar changes by migration only')"""
    yield f"""CREATE TRIGGER ledger_account_opens_empty BEFORE INSERT ON ledger_accountrow FOR EACH ROW
        WHEN ({OPENS_EMPTY}) EXECUTE FUNCTION ledger_forbidden('an account opens empty')"""
    yield f"""CREATE TRIGGER ledger_account_moves_by_transfer BEFORE UPDATE ON ledger_accountrow
        FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_forbidden('{BY_HAND}')"""
    for event, word in (("DELETE", "deleted"), ("TRUNCATE", "truncated")):
        each = "" if event == "TRUNCATE" else "FOR EACH ROW"
        yield f"""CREATE TRIGGER ledger_account_not_{word} BEFORE {event} ON ledger_accountrow {each}
            EXECUTE FUNCTION ledger_forbidden('an account is never deleted')"""
        yield f"""CREATE TRIGGER ledger_spent_not_{word} BEFORE {event} ON mandates_spentrow {each}
            EXECUTE FUNCTION ledger_forbidden('{SPENT_BY_HAND}')"""
    for event, word in (("INSERT", "begins"), ("UPDATE", "grows")):
        yield f"""CREATE TRIGGER ledger_spent_{word}_by_transfer BEFORE {event} ON mandates_spentrow
            FOR EACH ROW WHEN (pg_trigger_depth() = 0)
            EXECUTE FUNCTION ledger_forbidden('{SPENT_BY_HAND}')"""
    yield BOOKED
    yield """CREATE TRIGGER ledger_transfer_is_booked AFTER INSERT ON ledger_transferrow
        REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT
        EXECUTE FUNCTION ledger_transfers_booked()"""
    yield from postgres_changes()


def postgres_changes():
    for table, day in (("accountchange", "changed_on"), ("periodclose", "closed_through")):
        yield f"""CREATE FUNCTION ledger_{table}_under_a_mandate() RETURNS trigger
            LANGUAGE plpgsql AS $$
            BEGIN
              IF NOT EXISTS (SELECT 1 FROM mandates_mandaterow m
                  WHERE {IN_FORCE.format(row="NEW", day=day)}) THEN
                RAISE EXCEPTION '{NOT_IN_FORCE}';
              END IF;
              RETURN NEW;
            END $$"""
    yield """CREATE TRIGGER ledger_change_under_a_mandate BEFORE INSERT ON ledger_accountchangerow
        FOR EACH ROW EXECUTE FUNCTION ledger_accountchange_under_a_mandate()"""
    yield """CREATE FUNCTION ledger_change_carried_out() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE ledger_accountrow a SET floor = NEW.floor, ceiling = NEW.ceiling,
              closed_on = NEW.closed_on, last_change_id = NEW.id
            WHERE a.organisation_id = NEW.organisation_id AND a.book = NEW.book
              AND a.id = NEW.account_id;
          RETURN NULL;
        END $$"""
    yield """CREATE TRIGGER ledger_change_is_carried_out AFTER INSERT ON ledger_accountchangerow
        FOR EACH ROW EXECUTE FUNCTION ledger_change_carried_out()"""
    yield """CREATE TRIGGER ledger_close_under_a_mandate BEFORE INSERT ON ledger_periodcloserow
        FOR EACH ROW EXECUTE FUNCTION ledger_periodclose_under_a_mandate()"""
    yield f"""CREATE FUNCTION ledger_close_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM ledger_periodcloserow p
              WHERE p.organisation_id = NEW.organisation_id
              AND p.closed_through >= NEW.closed_through) THEN
            RAISE EXCEPTION '{BACKWARDS}';
          END IF;
          RETURN NEW;
        END $$"""
    yield """CREATE TRIGGER ledger_close_goes_forward BEFORE INSERT ON ledger_periodcloserow
        FOR EACH ROW EXECUTE FUNCTION ledger_close_goes_forward()"""


def write_grammar(apps, schema_editor):
    """The allow-list of postings; each may be turned around by a reversal."""
    pairs = [
        (code, debit, credit)
        for code, lines in PAIRS.items()
        for debits, credits in lines
        for debit in debits.split()
        for credit in credits.split()
    ]
    mirrored = {("ledger.reverse", credit, debit) for _, debit, credit in pairs}
    for triple in [*pairs, *sorted(mirrored)]:
        schema_editor.execute(
            "INSERT INTO ledger_postingrulerow (code, debit_kind, credit_kind) VALUES (%s, %s, %s)",
            triple,
        )


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_accounts_journals_and_transfers")]

    operations = [
        migrations.RunPython(write_grammar, migrations.RunPython.noop),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
