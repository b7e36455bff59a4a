"""`serve`: the service on one port."""

import socket
from typing import Annotated, Optional

import typer

from service.failures import OperatorError


class PortInUse(OperatorError):
    """The port cannot be bound; the message names it and how to choose another."""


def serve(
    host: Annotated[Optional[str], typer.Option(help="Address to bind; 127.0.0.1 unless told otherwise.")] = None,
    port: Annotated[Optional[int], typer.Option(min=1, max=65535, help="TCP port; 8000 unless told otherwise.")] = None,
) -> None:
    """Start the service. It answers /healthz at once and questions when /readyz says so."""
    import uvicorn

    from service.http.app import make_app
    from service.settings import read_settings

    settings = read_settings()
    address, number = host or settings.host, port or settings.port
    listener = bind(address, number)
    shown = f"[{address}]" if ":" in address else address
    print(f"协商知库 http://{shown}:{number}/  (stop with Ctrl+C)", flush=True)
    config = uvicorn.Config(make_app(settings), log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[listener])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Raises PortInUse when the port is taken or the address is not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; without it every answer waits 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        other = port + 1 if port < 65535 else 8000
        raise PortInUse(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another: xieshang serve --port {other}"
        ) from error
    return listener
