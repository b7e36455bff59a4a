"""How fast, how good and how big is our search beside others? Run: PYTHONPATH=tests .venv/bin/python -m bench"""
