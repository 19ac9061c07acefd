"""Hallway on Discord. Only this folder knows discord.py; the library is ``discord``, we are ``adapters.discord``."""
