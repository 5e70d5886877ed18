"""Prints the bill of materials of the program in CycloneDX 1.5: every crate that is built into it, from Cargo.lock."""

import json
import subprocess
import tomllib


def metadata():
    """Returns what cargo knows of the workspace, for this machine's kind of system."""
    host = subprocess.check_output(["rustc", "-vV"], text=True).split("host: ")[1].split()[0]
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", host]
    return json.loads(subprocess.check_output(command))


def built_in(known):
    """Returns the ids of the crates that the program is linked from, without what only builds or tests need."""
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    waiting = [package["id"] for package in known["packages"] if package["name"] == "plenipo"]
    seen = set()
    while waiting:
        crate = waiting.pop()
        if crate in seen:
            continue
        seen.add(crate)
        for needed in nodes[crate]["deps"]:
            if any(kind["kind"] is None for kind in needed["dep_kinds"]):
                waiting.append(needed["pkg"])
    return seen


def checksums():
    """Returns the SHA-256 of each crate's package by name and version."""
    with open("Cargo.lock", "rb") as lock:
        return {(p["name"], p["version"]): p.get("checksum") for p in tomllib.load(lock)["package"]}


def component(package, sums):
    """Returns the entry of one crate."""
    name, version = package["name"], package["version"]
    entry = {
        "type": "library",
        "bom-ref": f"pkg:cargo/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:cargo/{name}@{version}",
    }
    if package["license"]:
        entry["licenses"] = [{"expression": package["license"].replace("/", " OR ").replace("  ", " ")}]
    if sums.get((name, version)):
        entry["hashes"] = [{"alg": "SHA-256", "content": sums[name, version]}]
    return entry


def main():
    """Prints the bill."""
    known, sums = metadata(), checksums()
    wanted = built_in(known)
    packages = sorted((p for p in known["packages"] if p["id"] in wanted), key=lambda p: (p["name"], p["version"]))
    program = next(package for package in packages if package["name"] == "plenipo")
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "plenipo", "version": program["version"]}},
        "components": [component(package, sums) for package in packages if package is not program],
    }
    print(json.dumps(bill, indent=1))


if __name__ == "__main__":
    main()
