"""bash, asked whether it would read the scripts of RUN."""

import subprocess

kind = "dockerfile"
name = "bash -n"

known = {}


def differences(content, parsed):
    for instruction in parsed["instructions"]:
        if instruction.get("trigger", instruction["keyword"]) != "RUN" or instruction.get("heredocs"):
            continue
        if instruction.get("shell") != "posix" or instruction.get("json"):
            continue
        script = instruction["arguments"]
        if "\x00" in script or "\ufffd" in script:
            continue
        refused = refusal(script)
        complaints = instruction.get("script_diagnostics", [])
        if refused and not complaints:
            yield f"line {instruction['line']}: refuses {script!r}: {refused}"
        elif complaints and not refused:
            yield f"line {instruction['line']}: accepts {script!r}: {complaints[0]['message']}"


def refusal(script):
    if script not in known:
        result = subprocess.run(["bash", "-n"], input=script.encode(), capture_output=True)
        message = result.stderr.decode("utf-8", "replace").strip()
        known[script] = message if result.returncode else ""
    return known[script]
