"""Measurements that decide: each prints what it measured and fails where a goal of the project is missed."""
