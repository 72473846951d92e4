"""The other sides of `ecosystem`, in the environment of the oracles: networkx and rustworkx.

What each library has is asked of it: components, articulation points.  Neither has the load of a
broker (pairs that reach each other only through it; betweenness is another question) nor an exact
set cover.  The load is made of what is there, in two ways: by taking each broker out and counting
components (`findings`, what one writes first), or over blocks (`findings by blocks`, quicker).
Finding 5 is left out on this side.
"""

import json
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

import networkx as nx
import rustworkx as rx


def built(rows):
    """A graph of actors and ties with what is said of them, and one of who holds what."""
    graph, held = nx.Graph(), nx.Graph()
    for number, name, informal, women, rural in rows["actors"]:
        graph.add_node(number, name=name, informal=informal, women_led=women, rural=rural)
    for number, one, other, words in rows["ties"]:
        said = [(date.fromisoformat(day), side) for day, side in words]
        graph.add_edge(one, other, number=number, said=said)
    held.add_edges_from((actor, asset) for actor, asset in rows["holdings"])
    return graph, held


def built_rx(rows):
    """Actors and ties only."""
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([row[0] for row in rows["actors"]])
    graph.add_edges_from([(one, other, number) for number, one, other, _words in rows["ties"]])
    return graph


def loads_by_removal(graph, parts):
    """Of each broker the pairs that lose each other, counted without it."""
    points = set(nx.articulation_points(graph))
    for part in parts:
        for point in points & part:
            sizes = map(len, nx.connected_components(graph.subgraph(part - {point})))
            yield point, ((len(part) - 1) ** 2 - sum(size * size for size in sizes)) // 2


def loads_by_blocks(graph, parts):
    """The same over the tree of blocks and brokers, each part of it walked once."""
    size_of = {actor: len(part) for part in parts for actor in part}
    blocks, points = [], defaultdict(list)
    for number, block in enumerate(nx.biconnected_components(graph)):
        blocks.append(block)
        for actor in block:
            points[actor].append(number)
    points = {actor: of for actor, of in points.items() if len(of) > 1}
    tree = nx.Graph((("block", n), actor) for actor, of in points.items() for n in of)
    for root in [next(iter(part)) for part in nx.connected_components(tree)]:
        below, hanging = {}, defaultdict(list)
        for node in nx.dfs_postorder_nodes(tree, root):
            is_block = isinstance(node, tuple)
            children = [one for one in tree[node] if one in below]
            own = len(blocks[node[1]]) - len(tree[node]) if is_block else 1
            below[node] = own + sum(below[one] for one in children)
            hanging[node] = [below[one] for one in children]
        for node in below:
            if not isinstance(node, tuple):
                others = size_of[node] - 1
                rest = others - sum(hanging[node])
                together = sum(size * size for size in [*hanging[node], rest])
                yield node, (others * others - together) // 2


def whole(rows, loads):
    """Findings 1 to 4, 6, 7 and 10 (8 and 9 read nothing from a graph)."""
    graph, held = built(rows)
    today = date.fromisoformat(rows["today"])
    limit = today.replace(year=today.year - 1)
    found = []
    assets = [node for node in held if isinstance(node, str)]
    found += [("single", one, next(iter(held[one]))) for one in assets if held.degree(one) == 1]
    found += [("uncovered", one) for one in {asset for _who, asset in rows["needs"]} - set(assets)]
    parts = sorted(nx.connected_components(graph), key=len, reverse=True)
    found += [("apart", sorted(part), min(parts[0])) for part in parts[1:]]
    found += [("broker", *each) for each in loads(graph, parts)]
    for one, other, data in graph.edges(data=True):
        last = {side: day for day, side in sorted(data["said"])}
        if one not in last or other not in last:
            found.append(("one way", data["number"], one, other))
        elif min(last.values()) < limit:
            found.append(("stale", data["number"], one, other))
    found += missing(graph)
    for number, one, other, _day in rows["introduced"]:
        is_tied = graph.has_edge(one, other) and len(graph[one][other]["said"]) == 2
        found.append(("introduced", number, is_tied))
    return len(found)


def missing(graph):
    """Who is rarer among the well tied than among the least tied."""
    ordered = sorted(graph.degree, key=lambda each: each[1])
    quarter = len(ordered) // 4
    for trait in ("informal", "women_led", "rural"):
        said = nx.get_node_attributes(graph, trait)
        few = [said[actor] for actor, _degree in ordered[:quarter] if said[actor] is not None]
        many = [said[actor] for actor, _degree in ordered[-quarter:] if said[actor] is not None]
        if few and many and sum(few) * len(many) > sum(many) * len(few):
            yield "missing", trait, [a for a, _degree in ordered[:quarter] if said[a]]


def main():
    """Read the rows, then do one work for each line."""
    rows = json.loads(Path(sys.stdin.readline().strip()).read_text(encoding="utf-8"))
    graph, quick = built(rows)[0], built_rx(rows)
    parts = list(nx.connected_components(graph))
    works = {
        "build": lambda: len(built(rows)[0]),
        "components": lambda: sorted(map(len, nx.connected_components(graph)), reverse=True),
        "articulation": lambda: sorted(nx.articulation_points(graph)),
        "brokers by removal": lambda: sorted(loads_by_removal(graph, parts)),
        "brokers by blocks": lambda: sorted(loads_by_blocks(graph, parts)),
        "findings": lambda: whole(rows, loads_by_removal),
        "findings by blocks": lambda: whole(rows, loads_by_blocks),
        "rustworkx build": lambda: len(built_rx(rows)),
        "rustworkx components": lambda: sorted(map(len, rx.connected_components(quick))),
        "rustworkx articulation": lambda: sorted(rx.articulation_points(quick)),
    }
    print(json.dumps({"networkx": nx.__version__, "rustworkx": rx.__version__}), flush=True)
    for line in sys.stdin:
        clock, used = time.perf_counter(), time.process_time()
        told = works[line.strip()]()
        used, clock = time.process_time() - used, time.perf_counter() - clock
        print(json.dumps({"clock": clock, "processor": used, "told": told}), flush=True)


if __name__ == "__main__":
    main()
