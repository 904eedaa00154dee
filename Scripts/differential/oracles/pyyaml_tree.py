"""PyYAML, for the tree of a Compose file and the lines of its keys."""

import yaml

kind = "compose"
name = "PyYAML"

NULLS = {"", "~", "null", "Null", "NULL"}


class Loader(yaml.SafeLoader):
    """Takes every scalar for a text, and knows all tags."""

    def flatten(self, node, path=()):
        if isinstance(node, yaml.ScalarNode):
            plain = node.style is None
            return None if plain and node.value in NULLS else node.value
        if id(node) in path:
            raise yaml.YAMLError("a node lies in itself")
        path = (*path, id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.flatten(item, path) for item in node.value]
        self.flatten_mapping(node)
        return {str(self.flatten(key, path)): self.flatten(value, path) for key, value in node.value}


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:merge"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def differences(content, parsed):
    refusals = [d for d in parsed["diagnostics"] if d["severity"] == "error"]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    loader = None
    try:
        loader = Loader(text)
        documents = []
        while loader.check_node():
            documents.append(loader.flatten(loader.get_node()))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        if not refusals:
            yield f"refuses it: {' '.join(str(error).split())}"
        return
    finally:
        if loader:
            loader.dispose()
    if refusals or len(documents) != 1:
        return
    found = plain(parsed["root"]) if parsed["root"] else None
    yield from compare(documents[0], found, "")


def plain(node):
    if "entries" in node:
        return {entry["key"]: plain(entry["value"]) for entry in node["entries"]}
    if "items" in node:
        return [plain(item) for item in node["items"]]
    return node.get("value")


def compare(theirs, ours, path):
    if isinstance(theirs, dict) and isinstance(ours, dict):
        if set(theirs) != set(ours):
            yield f"{path or 'top'}: keys {sorted(theirs)}, not {sorted(ours)}"
            return
        for key in theirs:
            yield from compare(theirs[key], ours[key], f"{path}.{key}")
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for index, (left, right) in enumerate(zip(theirs, ours)):
            yield from compare(left, right, f"{path}[{index}]")
    elif theirs != ours:
        yield f"{path or 'top'}: {theirs!r}, not {ours!r}"
