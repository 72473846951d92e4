"""What money came in or went out for, as far as the word that was written beside it says so.  Pure.

A bookkeeper writes "sales" or "grant" beside a receipt.  Where her word is none of these, nothing
is guessed: it is not known what the money was for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Sense = Literal["trade", "given", "dues", "pay"]

_WORDS: Mapping[Sense, str] = {
    "trade": """
        sale sales shop market harvest crop crops milk service services invoice invoices order
        orders ticket tickets hire rental workshop vente ventes boutique marché prestation
        prestations facture factures récolte lait atelier venta ventas tienda mercado cosecha leche
        servicio servicios factura facturas pedido pedidos venda vendas loja colheita leite serviço
        serviços fatura faturas encomenda encomendas बिक्री दुकान सेवा फ़सल फसल दूध
    """,
    "given": """
        grant grants subsidy subsidies donation donations gift gifts aid sponsor sponsorship
        subvention subventions don dons mécénat aide subvención subvenciones donación donaciones
        donativo donativos regalo ayuda subsídio subsídios doação doações donativo apoio अनुदान दान
        सहायता चंदा
    """,
    "dues": """
        fee fees dues contribution contributions membership subscription subscriptions cotisation
        cotisations adhésion adhésions cuota cuotas aporte aportes quota quotas joia mensalidade
        mensalidades शुल्क सदस्यता
    """,
    "pay": """
        wage wages salary salaries pay payroll stipend stipends salaire salaires paie paye
        rémunération rémunérations salario salarios sueldo sueldos nómina nóminas jornal jornales
        salário salários ordenado ordenados वेतन मज़दूरी मजदूरी तनख़्वाह तनख्वाह
    """,
}
SENSES: Mapping[str, Sense] = {
    word: sense for sense, words in _WORDS.items() for word in words.split()
}
_EDGES = re.compile(r"[\s\d.,;:/_()\-–—'’]+")


def words_of(text: str) -> list[str]:
    """The words of a subject, folded, without figures."""
    return [word for word in _EDGES.split(text.casefold()) if word]


def sense_of(subject: str) -> Sense | None:
    """What a subject says; None where it says nothing of the kind, or two things at once."""
    found = {SENSES[word] for word in words_of(subject) if word in SENSES}
    return next(iter(found)) if len(found) == 1 else None


def names_somebody(note: str, subject: str) -> bool:
    """Whether a note can name who paid: more than the subject again or a word for what it was."""
    own = set(words_of(note)) - set(words_of(subject)) - SENSES.keys() - _SMALL
    return bool(own)


_SMALL = frozenset("a an the of for le la les de du des un une el los las o os as da do".split())
