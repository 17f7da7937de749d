"""OpenSSH's server on a loopback port, for an ordinary user, with keys made for the run."""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from .harness import FANGTAN, PATIENCE, Terminal, environment

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin:/bin:" + os.environ.get("PATH", ""))

MANUAL = Path(__file__).parents[2] / "tui" / "manual" / "en.md"
_BUILDERS = (
    "mypy*",
    "ruff*",
    "pip*",
    "hypothesis*",
    "babel*",
    "opencc*",
    "grimp*",
    "pypinyin*",
    "__pycache__",
)


def missing() -> str:
    """Why there can be no server here; "" where there can."""
    if SSHD is None:
        return "needs OpenSSH's server (Debian: openssh-server)"
    for name in ("ssh", "ssh-keygen"):
        if shutil.which(name) is None:
            return f"needs {name} (Debian: openssh-client)"
    if os.getuid() == 0 and shutil.which("useradd") is None:
        return "needs an ordinary user, and useradd to make one"
    return ""


class Reader:
    """An ordinary user, made for the run where root runs it, with a folder that they can reach."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fangtan-ssh-"))
        self.folder.chmod(0o755)
        self.home = self.folder / "home"
        self.home.mkdir()
        self.made = os.getuid() == 0
        if self.made:
            self.name = f"fangtan-{secrets.token_hex(3)}"
            made = ["useradd", "--no-create-home", "--home-dir", str(self.home), "--shell", "/bin/sh"]
            # A password that nothing matches; without one the account would be locked.
            made += ["--password", "*", self.name]
            for _ in range(20):
                # Another worker may hold the lock of the password file.
                if subprocess.run(made, capture_output=True, check=False).returncode == 0:
                    break
                time.sleep(0.2)
            self.entry = pwd.getpwnam(self.name)
            os.chown(self.home, self.entry.pw_uid, self.entry.pw_gid)
        else:
            self.entry = pwd.getpwuid(os.getuid())
            self.name = self.entry.pw_name
            # sshd takes the home of the password file, whatever a test would rather have.
            self.home = Path(self.entry.pw_dir)

    def run(self, argv: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a program as this user."""
        if not self.made:
            return subprocess.run(argv, capture_output=True, text=True, check=False)
        user, group = self.entry.pw_uid, self.entry.pw_gid
        return subprocess.run(
            argv, capture_output=True, text=True, check=False, user=user, group=group, extra_groups=[]
        )

    def own(self, path: Path) -> Path:
        """Give a file to this user."""
        if self.made:
            os.chown(path, self.entry.pw_uid, self.entry.pw_gid)
        return path

    def own_folder(self, name: str) -> Path:
        """A new folder of theirs."""
        folder = self.folder / name
        folder.mkdir()
        return self.own(folder)

    def processes(self, name: str) -> list[psutil.Process]:
        """Their processes in whose command line this stands."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                theirs = process.uids().real == self.entry.pw_uid
                if theirs and any(name in word for word in process.cmdline()):
                    found.append(process)
        return found

    def can(self, *argv: str) -> bool:
        """Whether a program runs well as this user."""
        try:
            return self.run(list(argv)).returncode == 0
        except OSError:
            return False

    def command(self) -> str:
        """A command that runs fangtan and that this user may execute."""
        if self.can(*FANGTAN, "--version"):
            return shlex.join(FANGTAN)
        # The checkout or the interpreter lies where nobody else may look: what runs is copied.
        checkout = Path(__file__).parents[2]
        site = self._copy(Path(sysconfig.get_path("purelib")), "site", *_BUILDERS)
        self._copy(checkout / "tui", "site/tui", "__pycache__")
        self._copy(checkout / "seeds", "site/seeds")
        python, home = str(Path(sys.executable).resolve()), ""
        if not self.can(python, "-c", ""):
            library = Path(sysconfig.get_path("stdlib"))
            self._copy(library, f"python/lib/{library.name}", "site-packages", "test", "idlelib", "config-*")
            for shared in Path(sys.base_prefix, "lib").glob("libpython*"):
                shutil.copy(shared, self.folder / "python" / "lib")
            shutil.copy(python, self.folder / "python" / "python")
            python = str(self.folder / "python" / "python")
            home = f"PYTHONHOME={self.folder}/python LD_LIBRARY_PATH={self.folder}/python/lib "
        script = self.folder / "fangtan"
        words = f"import sys; sys.path.insert(0, {str(site)!r}); from tui.cli import main; sys.exit(main())"
        script.write_text(f'#!/bin/sh\n{home}exec {python} -P -c {shlex.quote(words)} "$@"\n')
        script.chmod(0o755)
        assert self.can(str(script), "--version"), self.run([str(script), "--version"]).stderr
        return str(script)

    def _copy(self, source: Path, name: str, *ignored: str) -> Path:
        target = self.folder / name
        shutil.copytree(source, target, ignore=shutil.ignore_patterns(*ignored), dirs_exist_ok=True)
        return target

    def end(self) -> None:
        """Leave nothing behind."""
        if self.made:
            for process in self.processes(""):
                with contextlib.suppress(psutil.Error):
                    process.kill()
            for _ in range(20):
                gone = subprocess.run(["userdel", self.name], capture_output=True, check=False)
                if gone.returncode in (0, 6):
                    break
                time.sleep(0.2)
        shutil.rmtree(self.folder, ignore_errors=True)


class Server:
    """A server for one user.

    Args:
        reader: whose it is.
        rules: what stands at the end of its configuration.
        key_options: what stands before the user's key in `authorized_keys`.
    """

    def __init__(self, reader: Reader, rules: str, key_options: str = "") -> None:
        assert SSHD
        self.reader = reader
        self.folder = Path(tempfile.mkdtemp(prefix="server-", dir=reader.folder))
        self.folder.chmod(0o755)
        for name in ("host", "mine"):
            made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.folder / name)]
            subprocess.run(made, check=True)
        reader.own(self.folder / "host")
        key = (self.folder / "mine.pub").read_text()
        (self.folder / "authorized_keys").write_text(f"{key_options} {key}".lstrip())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = self.folder / "sshd_config"
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.folder}/host\nPidFile none\n"
            f"AuthorizedKeysFile {self.folder}/authorized_keys\nStrictModes no\nUsePAM no\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nAcceptEnv LANG LC_* COLORTERM\n"
            f"Subsystem sftp internal-sftp\n{rules}\n"
        )
        if os.getuid() == 0:
            # Where its unprivileged half sees nothing; Debian's service makes it at each start.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.log = self.folder / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [SSHD, "-D", "-e", "-f", str(config)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while True:
            with socket.socket() as line, contextlib.suppress(OSError):
                line.connect(("127.0.0.1", self.port))
                return
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the server did not start: {self.log.read_text()}")
            time.sleep(0.02)

    def ssh(self, *words: str, options: tuple[str, ...] = (), program: str = "ssh") -> list[str]:
        """The client's command line, with the words to run there."""
        port = "-P" if program in ("sftp", "scp") else "-p"
        said = ("IdentitiesOnly=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null",
                "LogLevel=ERROR", "BatchMode=yes")  # fmt: skip
        settled = [word for setting in said for word in ("-o", setting)]
        where = [port, str(self.port), "-i", str(self.folder / "mine")]
        return [
            program,
            "-F",
            "/dev/null",
            *where,
            *settled,
            *options,
            f"{self.reader.name}@127.0.0.1",
            *words,
        ]

    def run(self, *words: str, **more: object) -> subprocess.CompletedProcess[str]:
        """Run something there without a terminal."""
        argv = self.ssh(*words, **more)  # type: ignore[arg-type]
        return subprocess.run(
            argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    def open(
        self, *words: str, options: tuple[str, ...] = (), columns: int = 120, lines: int = 40, **env: str
    ) -> Terminal:
        """A terminal in which the client runs."""
        argv = self.ssh(*words, options=("-tt", "-o", "SendEnv=*", *options))
        here = environment(self.folder, **env)
        return Terminal(argv, here, columns=columns, lines=lines)

    def kill(self) -> None:
        """End the server and all that it has started for its connections, by SIGKILL and without a word."""
        server = psutil.Process(self.process.pid)
        for process in [
            server,
            *(child for child in server.children(recursive=True) if "sshd" in child.name()),
        ]:
            with contextlib.suppress(psutil.Error):
                process.kill()
        self.process.wait()

    def end(self) -> None:
        """Stop serving."""
        if self.process.poll() is None:
            self.kill()


def manual_rules(reader: Reader, command: str, folder: Path) -> str:
    """The configuration that the manual gives for a kiosk, for this user, command and folder."""
    (block,) = re.findall(r"```sshd_config\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    for theirs, ours in (
        ("Match Group readers", f"Match User {reader.name}"),
        ("/opt/fangtan/bin/fangtan", command),
        ("/srv/interviews", str(folder)),
    ):
        assert theirs in block
        block = block.replace(theirs, ours)
    return str(block)


def until(condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def has_ended(process: psutil.Process) -> bool:
    """Whether a process has ended, though nobody may have asked for its status yet."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status() == psutil.STATUS_ZOMBIE
    return True


def files_under(*folders: Path) -> Iterator[str]:
    """All files there, with their sizes and times."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            with contextlib.suppress(OSError):
                state = path.lstat()
                if not path.is_dir():
                    yield f"{path} {state.st_size} {state.st_mtime_ns}"
