"""Compile a layout in a process of its own, with little time, little memory, no files and no network
(the caller's environment has proxies that lead nowhere).

Reads one JSON object from standard input: source, sheet, fonts, root. Prints one JSON object: ok, or the
compiler's message and where it points to. Run by file name, so that nothing of the product is loaded.
"""

import json
import resource
import sys

SECONDS, MEMORY = 20, 2 * 1024**3


def main() -> None:
    """Compile what was sent and say how it went."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import typst  # after the limits

    asked = json.load(sys.stdin)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=asked["fonts"])
    compiler = typst.Compiler(root=asked["root"], font_paths=fonts, package_path=asked["root"])
    try:
        compiler.compile(
            input=asked["source"].encode(), format="pdf", sys_inputs={"sheet": asked["sheet"]}, timestamp=0
        )
    except typst.TypstError as problem:
        said = {"ok": False, "message": problem.message, "diagnostic": problem.diagnostic}
    else:
        said = {"ok": True}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
