"""Templates that mean harm, through the command: bounded in memory and time, and told in one line."""

from __future__ import annotations

import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.terminal.harness import FANGTAN, environment

_MOST_SECONDS = 60.0
"""On a busy machine; of a processor's own seconds a template has three."""
_MOST_MEMORY = 700 << 10
"""Kilobytes that any process of ours may have had."""

_BIG = "10 ** 8"
_GROW = (
    "{% set n = namespace(x=title) %}{% for i in range(60) %}{% set n.x = STEP %}{% endfor %}"
    "{{ n.x | length }}"
)
_TWICE = [
    "n.x ~ n.x",
    "[n.x, n.x]",
    "n.x + n.x",
    "(n.x ~ n.x) | upper",
    "n.x | replace('', n.x)",
    "n.x.join([n.x] * 9)",
]
_FILLS = [
    f"title | slice({_BIG}) | list",
    f"quotes | batch({_BIG}0, 0) | list",
    f"title | indent({_BIG}0, true)",
    f"title | wordwrap({_BIG}, false, title * 1000)",
    f"range(99999) | list * {_BIG}",
    f"'x' * {_BIG}0",
    f"[0] * {_BIG}",
    f"(1, 2) * {_BIG}",
    f"quotes * {_BIG}",
    "range(99999) | map('string') | join(title * 999)",
    "(range(99999) | list * 200) | string",
    "range(99999) | list | pprint | replace('9', title * 99)",
    "quotes | tojson(10 ** 8)",
    "(range(99999) | list) | tojson(10 ** 7)",
    "range(99999) | sum(start=[])",
    "'%9999999999d' % 1",
    "'{:9999999999}'.format(1)",
    "'{0.__class__}'.format(title)",
    f"'a'.ljust({_BIG}0)",
    f"'a'.zfill({_BIG}0)",
    f"'a'.center({_BIG}0)",
    f"'a' | center({_BIG}0)",
    f"'\\t'.expandtabs({_BIG}0)",
    f"'a' | format({_BIG})",
    "lipsum(n=10 ** 7)",
    "lipsum(100, min=10 ** 6, max=10 ** 7)",
    "10 ** 10 ** 10",
    "(10 ** 999) ** 999 ** 9",
    "((9 ** 999) ** 999) ** 999",
    "7 ** -(10 ** 9)",
    "2 ** 1000 ** 1000",
    f"range({_BIG}) | list",
    "range(99999) | list | batch(1, 0) | map('list') | list | batch(10 ** 7, 0) | list",
    "dict(range(99999) | zip) ",
    "title.translate(title * 999)",
    "(title * 99999).splitlines(true) | list",
    "(title * 999999) | urlize",
    "(title * 999999) | striptags",
    "('<' * 999999) | striptags",
    "('www.' * 99999) | urlize(9)",
    "('a ' * 999999) | wordcount",
    "(title * 999999) | title | reverse | list",
]
_WHOLE = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
    "{% macro m(n) %}{{ m(n) }}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for a in quotes recursive %}{{ loop(quotes) }}{% endfor %}",
    "{% set c = cycler(1) %}{% for a in range(9**9) %}{% for b in range(9**9) %}{{ c.next() }}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% extends title %}",
    "{% import 'os' as os %}{{ os }}",
    "{% from 'x' import y %}",
    "{{ self }}{{ self.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__.os.system('id') }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ quotes.append(1) }}",
    "{{ title.__init__ }}",
    "{% set f = range.__self__ %}{{ f }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{% if 1 %}" * 3000,
    "{{ [" * 2000,
    "{{ '" + "x" * 500_000 + "' }}",
    "{{ a." + "b." * 9000 + "c }}",
    "{% for a in quotes %}" * 400,
    "\x00{{ title }}\x1b[2J",
    "{# " * 9999,
    "{{",
    "{% raw %}",
    "{{ " + "1 + " * 20_000 + "1 }}",
    "{{ " + "not " * 20_000 + "1 }}",
    "{{ title" + " | upper" * 20_000 + " }}",
    "{% set x %}{% for i in range(99999) %}" + "长" * 999 + "{% endfor %}{% endset %}{{ x }}",
    "{% filter upper %}{% for i in range(99999) %}" + "长" * 999 + "{% endfor %}{% endfilter %}",
    "{% call(x) caller() %}{% endcall %}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{{ super() }}",
    "{{ caller() }}",
    "{{ debug() }}{% debug %}",
    "{% do 1 %}",
    "{{ loop }}",
    "{{ 1 // 0 }}",
    "{{ [1][9] }}",
    "{{ {}['a'] }}",
    "{{ title | nosuch }}",
]


def attack(count: int, seed: int) -> Iterator[str]:
    """Export one quote by each of them, over and over."""
    drawn = random.Random(seed)
    hostile = [_GROW.replace("STEP", step) for step in _TWICE] + _WHOLE
    hostile += [f"{{{{ ({filling}) | string | length }}}}" for filling in _FILLS]
    drawn.shuffle(hostile)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        file, template = home / "talk.md", home / "mine.txt"
        file.write_text("# 短的\n\n问：你好吗？\n\n答：很好，谢谢。\n", "utf-8")
        env = environment(home)
        subprocess.run(
            [*FANGTAN, "quotes", "add", str(file), "--turn", "2"], env=env, check=True, capture_output=True
        )
        for number in range(count):
            text = hostile[number % len(hostile)]
            template.write_text(text, "utf-8")
            fell = _exported([*FANGTAN, "export", str(file), "--template", str(template)], env)
            yield fell and f"{text[:80]!r}: {fell}"


def _exported(command: list[str], env: dict[str, str]) -> str:
    """What was wrong with how it ended; "" where nothing was."""
    began = time.monotonic()
    try:
        done = subprocess.run(command, env=env, capture_output=True, check=False, timeout=_MOST_SECONDS)
    except subprocess.TimeoutExpired:
        return "goes on and on"
    lines = done.stderr.decode("utf-8", "replace").splitlines()
    if done.returncode not in (0, 2) or (done.returncode == 2) != (len(lines) == 1) or len(lines) > 1:
        return f"status {done.returncode}, {len(lines)} lines: {lines[-1:]}"
    if done.returncode == 2 and (
        done.stdout or not lines[0].startswith("fangtan: ") or "unexpected error" in lines[0]
    ):
        return f"says {lines[0]} and puts out {len(done.stdout)} bytes"
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return "" if used < _MOST_MEMORY else f"{used >> 10} MB after {time.monotonic() - began:.0f} s"
