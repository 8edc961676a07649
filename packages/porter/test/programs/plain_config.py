"""Layered configuration: defaults, an INI file, JSON, environment and overrides."""
import configparser
import json
import os
from collections import ChainMap
from types import SimpleNamespace

DEFAULTS = {"host": "localhost", "port": 8080, "debug": False, "timeout": 2.5, "tags": []}

INI = """
[server]
host = example.com
port = 9000
debug = yes

[paths]
root = /srv/app
logs = %(root)s/logs

[empty]
"""

JSON = '{"timeout": 10, "tags": ["a", "b"], "nested": {"deep": {"value": null}}}'


class ConfigError(Exception):
    pass


class Config:
    def __init__(self, *layers):
        self._map = ChainMap(*layers)

    def __getitem__(self, key):
        node = self._map
        for part in key.split("."):
            try:
                node = node[part]
            except (KeyError, TypeError):
                raise ConfigError(f"missing setting: {key}") from None
        return node

    def get(self, key, default=None):
        try:
            return self[key]
        except ConfigError:
            return default

    def __contains__(self, key):
        return self.get(key, self) is not self

    def items(self):
        return sorted((k, self._map[k]) for k in self._map)


def from_env(prefix, environ):
    result = {}
    for name, value in environ.items():
        if name.startswith(prefix):
            key = name[len(prefix):].lower()
            for convert in (int, float):
                try:
                    value = convert(value)
                    break
                except ValueError:
                    pass
            else:
                value = {"true": True, "false": False}.get(value.lower(), value)
            result[key] = value
    return result


def from_ini(text):
    parser = configparser.ConfigParser()
    parser.read_string(text)
    print("sections:", parser.sections())
    server = parser["server"]
    print(parser.get("paths", "logs"), parser.has_option("paths", "nothing"), parser.getint("server", "port") + 1)
    print(dict(parser["paths"]), parser.get("server", "missing", fallback="n/a"))
    return {"host": server["host"], "port": server.getint("port"), "debug": server.getboolean("debug")}


def to_namespace(value):
    if isinstance(value, dict):
        return SimpleNamespace(**{k: to_namespace(v) for k, v in value.items()})
    if isinstance(value, list):
        return [to_namespace(v) for v in value]
    return value


os.environ["MYAPP_PORT"] = "7777"
os.environ["MYAPP_DEBUG"] = "FALSE"
os.environ["MYAPP_NAME"] = "demo app"
env = from_env("MYAPP_", {k: v for k, v in os.environ.items()})
print(env)
config = Config({"host": "override"}, env, json.loads(JSON), from_ini(INI), DEFAULTS)
for key, value in config.items():
    print(f"{key:>8} = {value!r}")
print(config["nested.deep.value"], config.get("nested.x", "fallback"), "port" in config, "nested.y" in config)
try:
    config["does.not.exist"]
except ConfigError as e:
    print("ConfigError:", e)
    print(e.__cause__, e.__suppress_context__)
ns = to_namespace(json.loads(JSON))
print(ns, ns.nested.deep.value is None, ns.tags[0])
try:
    json.loads('{"a": 1,}')
except json.JSONDecodeError as e:
    print(e.msg, e.lineno, e.colno)
print(json.dumps(dict(config.items()), indent=2, sort_keys=True, default=str))
