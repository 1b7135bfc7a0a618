"""This module tests that a bad disk is never an error, and never believed."""

import multiprocessing
import os
import stat

import pytest

from s2s.build import cache

TEXT = "def f_vjp(x, y_bar=1.0):\n    return 2.0 * x * y_bar\n"
NEEDS = [("math.sin", "math.sin"), ("g", "main.g 12ab")]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("S2S_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def always(needs):
    return True


ENTRY = cache.Entry(TEXT, {"entries": "f_vjp", "changed": ""}, NEEDS)


def stored(key="key"):
    return cache.store("f_vjp", key, ENTRY)


def load(key, valid):
    return cache.load("f_vjp", key, valid)


def test_what_is_stored_is_found():
    file = stored()
    assert load("key", always) == file
    assert file.entry == ENTRY
    assert file.text.endswith("\n\n" + TEXT)
    assert file.path.read_text() == file.text


def test_the_file_is_plain_python_named_after_the_function():
    path = stored().path
    assert path.name.startswith("f_vjp_") and path.suffix == ".py"
    compile(path.read_text(), str(path), "exec")


def test_another_key_finds_nothing():
    stored()
    assert load("other", always) is None


def test_the_dependencies_decide():
    seen = []
    stored()
    assert load("key", lambda needs: bool(seen.append(needs))) is None
    assert seen == [NEEDS]


def test_one_key_keeps_a_file_for_each_set_of_dependencies():
    one = cache.store("f_vjp", "key", ENTRY._replace(depends=[("g", "a.g")]))
    two = cache.store("f_vjp", "key", ENTRY._replace(depends=[("g", "b.g")]))
    assert load("key", lambda needs: needs == [("g", "a.g")]) == one
    assert load("key", lambda needs: needs == [("g", "b.g")]) == two


def test_one_key_keeps_a_few_files(folder):
    for number in range(cache.SLOTS + 5):
        cache.store("f_vjp", "key", ENTRY._replace(depends=[("g", str(number))]))
        assert load("key", lambda needs: needs == [("g", str(number))])
    assert len(list(folder.iterdir())) == cache.SLOTS


def test_storing_twice_gives_the_same_bytes(folder):
    assert stored() == stored()
    assert len(list(folder.iterdir())) == 1


def test_the_folder_is_private(folder):
    stored()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(stored().path.stat().st_mode) == 0o600


def test_the_default_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("S2S_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert stored().path.parent == tmp_path / "xdg" / "s2s"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert stored().path.parent == tmp_path / "home" / ".cache" / "s2s"


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.replace(b"2.0", b"3.0"),
        lambda data: data.replace(b"12ab", b"99ff"),
        lambda data: data[: len(data) // 2],
        lambda data: data[:10],
        lambda data: b"",
        lambda data: b"\xff\xfe\x00",
        lambda data: b"import os\n",
        lambda data: data.replace(b"# s2s 1", b"# s2s 0"),
    ],
    ids="changed other-needs half cut empty binary foreign old".split(),
)
def test_a_damaged_file_is_not_used(damage):
    path = stored().path
    path.write_bytes(damage(path.read_bytes()))
    assert load("key", always) is None
    assert stored() == load("key", always)


def test_a_file_under_the_name_of_another_key_is_not_used():
    one, two = stored("one").path, stored("two").path
    one.write_bytes(two.read_bytes())
    assert load("one", always) is None


@pytest.mark.parametrize("mode", [0o777, 0o720, 0o702])
def test_a_folder_that_others_may_write_is_not_used(folder, mode):
    stored()
    folder.chmod(mode)
    assert load("key", always) is None
    assert stored() is None


@pytest.mark.parametrize("mode", [0o666, 0o620, 0o602])
def test_a_file_that_others_may_write_is_not_used(mode):
    stored().path.chmod(mode)
    assert load("key", always) is None


def test_a_folder_or_file_of_somebody_else_is_not_used(monkeypatch):
    stored()
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    assert load("key", always) is None
    assert stored() is None


def test_a_link_is_not_followed(tmp_path):
    path = stored().path
    elsewhere = tmp_path / "elsewhere.py"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    assert load("key", always) is None


def test_a_folder_in_the_place_of_a_file_is_not_used():
    path = stored().path
    path.unlink()
    path.mkdir()
    assert load("key", always) is None
    assert stored() is None


def test_a_folder_that_cannot_be_made(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("S2S_CACHE_DIR", str(tmp_path / "file" / "cache"))
    assert stored() is None
    assert load("key", always) is None


def test_a_read_only_folder_still_gives_what_it_holds(folder, monkeypatch):
    entry = stored()
    refuse_writing(monkeypatch)
    folder.chmod(0o500)
    assert cache.store("g", "other", ENTRY) is None
    assert load("key", always) == entry
    folder.chmod(0o700)


def refuse_writing(monkeypatch):
    """Root may write anywhere: what the system would say to a user."""

    def refused(**options):
        raise PermissionError("read-only")

    monkeypatch.setattr(cache.tempfile, "mkstemp", refused)


def test_a_full_disk_leaves_nothing_behind(folder, monkeypatch):
    def full(source, target):
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert stored() is None
    assert list(folder.iterdir()) == []


def test_text_that_no_file_can_hold():
    assert cache.store("f", "key", ENTRY._replace(body="# \udcff\n")) is None


def test_line_breaks_in_identities_cannot_forge_a_line():
    forged = ENTRY._replace(depends=[("g", "a\n# depends: h: b")])
    assert cache.store("f", "key", forged).text.count("\n# depends: ") == 1


def store_and_load(number):
    text = TEXT + f"# {number % 3}\n" * 2000
    for _ in range(20):
        cache.store("f_vjp", "key", ENTRY._replace(body=text))
        entry = load("key", always)
        if entry is None or entry.text.count("\n") < 2000:
            return False
    return True


def test_processes_may_race(folder):
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert all(pool.map(store_and_load, range(4)))
    assert len(list(folder.iterdir())) == 1
