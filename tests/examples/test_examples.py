"""This module runs every example on small settings, and looks at what came out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from examples import cannon, sum_loop


def test_sum_loop_prints_the_source_and_ten(capsys) -> None:
    assert sum_loop.main([]) == 10.0
    printed = capsys.readouterr().out
    assert "def sum_loop_vjp(x" in printed
    assert printed.endswith("\n10.0\n")


def test_cannon_hits_through_the_physics_with_fewer_shots(capsys) -> None:
    physics, network = cannon.main(["--quick", "--source"])
    assert physics.final_miss < cannon.CLOSE_ENOUGH
    assert physics.shots < network.shots
    assert network.final_miss < 10.0
    printed = capsys.readouterr().out
    assert "def miss_vjp(angle, speed, target, dt" in printed
    assert "shots simulated" in printed


def test_cannon_draws_both_descents(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    picture = tmp_path / "cannon.png"
    cannon.main(["--quick", "--plot", str(picture)])
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_pendulum_is_fitted_with_fewer_simulations() -> None:
    pytest.importorskip("scipy")
    from examples import pendulum_fit

    exact = pendulum_fit.main(["--quick"])
    assert np.allclose(exact.parameters, pendulum_fit.TRUTH, atol=0.05)
    assert exact.misfit < 1e-3
