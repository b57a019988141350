"""Drives the MCP edge with Python's SDK and with fastmcp.

Usage: client.py <mcp|fastmcp> <http|sse|stdio> <address> [network]; for the transport stdio the address
is a list of a program and its arguments, as JSON; with "network" connections there break while lines come.
Ends with 0 and prints "ok" when all was as it must be.
"""

import asyncio
import json
import sys

import fastmcp
import httpx2
import mcp
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import SSETransport, StdioTransport, StreamableHttpTransport
from mcp.client.sse import sse_client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

make, transport, address, *network = sys.argv[1:]
HEADERS = {"X-Kubeconfig": "a3ViZWNvbmZpZw=="}
questions = []
answer = "accept"


class Sdk:
    """Python's own SDK."""

    def __init__(self):
        if transport == "http":
            http = httpx2.AsyncClient(headers=HEADERS, timeout=60)
            server = streamable_http_client(address, http_client=http)
        elif transport == "sse":
            server = sse_client(address, headers=HEADERS)
        else:
            command, *arguments = json.loads(address)
            server = stdio_client(StdioServerParameters(command=command, args=arguments))
        self.client = mcp.Client(server, elicitation_callback=self.asked, read_timeout_seconds=60)

    async def asked(self, context, params):
        questions.append(params.message)
        return mcp.types.ElicitResult(action=answer, content={} if answer == "accept" else None)

    def info(self):
        return self.client.session.server_info, self.client.session.instructions

    async def tools(self):
        return (await self.client.list_tools()).tools

    async def call(self, name, arguments, progress=None):
        return await self.client.call_tool(name, arguments, progress_callback=progress)


class FastMcp:
    """The client of the fastmcp package."""

    def __init__(self):
        if transport == "http":
            server = StreamableHttpTransport(address, headers=HEADERS)
        elif transport == "sse":
            server = SSETransport(address, headers=HEADERS)
        else:
            command, *arguments = json.loads(address)
            server = StdioTransport(command, arguments, keep_alive=False)
        self.client = fastmcp.Client(server, elicitation_handler=self.asked, timeout=60)

    async def asked(self, message, response_type, params, context):
        questions.append(message)
        return ElicitResult(action=answer)

    def info(self):
        result = self.client.initialize_result
        return result.server_info, result.instructions

    async def tools(self):
        return await self.client.list_tools()

    async def call(self, name, arguments, progress=None):
        return await self.client.call_tool_mcp(name, arguments, progress_handler=progress)


async def helm(client, command, progress=None, **more):
    return await client.call("helm", {"command": command, **more}, progress)


async def lists(client):
    server, instructions = client.info()
    assert server.name == "mcp-k8s" and "kubectl" in instructions
    tools = await client.tools()
    assert [tool.name for tool in tools][:4] == ["kubectl", "helm", "istioctl", "argocd"], tools
    assert all(tool.title and tool.description and tool.output_schema for tool in tools[:4])


async def calls(client):
    good = await helm(client, "list echo hello")
    assert (good.is_error, good.content[0].text) == (False, "hello\n"), good
    assert good.structured_content["success"] is True
    bad = await helm(client, "list exit 3")
    assert bad.is_error and bad.structured_content["exit_code"] == 3, bad
    seen = (await helm(client, "list request", namespace="shop", files={"a": "b"})).content[0].text
    kubeconfig = "null" if transport == "stdio" else HEADERS["X-Kubeconfig"]
    assert f"kubeconfig={kubeconfig} " in seen and "namespace=shop" in seen, seen
    assert "files={a=b}" in seen, seen


async def progresses(client):
    pieces = []

    async def heard(number, total, message):
        pieces.append((number, message))

    result = await helm(client, "list lines 4 delay 150", heard)
    whole = "line 1\nline 2\nline 3\nline 4\n"
    assert result.content[0].text == whole
    assert len(pieces) >= 2 and "".join(message for _, message in pieces) == whole, pieces
    assert [number for number, _ in pieces] == sorted({number for number, _ in pieces}), pieces


async def cancels(client):
    running = asyncio.Event()

    async def heard(number, total, message):
        running.set()

    call = asyncio.create_task(helm(client, "list lines 1 delay 600000", heard))
    await running.wait()
    call.cancel()
    await asyncio.gather(call, return_exceptions=True)
    assert (await helm(client, "list echo after")).content[0].text == "after\n"


async def together(client):
    slow = [helm(client, f"list lines {1 + i % 3} delay 500") for i in range(20)]
    tasks = [asyncio.create_task(one) for one in slow]
    assert (await helm(client, "list echo quick")).content[0].text == "quick\n"
    for i, result in enumerate(await asyncio.gather(*tasks)):
        assert result.content[0].text.count("\n") == 1 + i % 3


async def confirms(client):
    global answer
    assert questions == [], questions
    for answer in ("decline", "cancel", "accept"):
        result = await helm(client, "uninstall echo gone")
        assert "helm uninstall echo gone" in questions.pop(), questions
        if answer == "accept":
            assert (result.is_error, result.content[0].text) == (False, "gone\n"), result
        else:
            assert result.is_error, result
            assert result.structured_content["code"] == "not_confirmed", result
    assert questions == [], questions


async def mistakes(client):
    for words, arguments in {
        "command is required": {},
        'no argument "verbose"': {"command": "echo", "verbose": True},
        "timeout must be": {"command": "echo", "timeout": "soon"},
    }.items():
        result = await client.call("helm", arguments)
        assert result.is_error and words in result.content[0].text, result
    try:
        await client.call("nosuch", {})
    except Exception as error:
        assert "Unknown tool: nosuch" in str(error), error
    else:
        raise AssertionError("an unknown tool was called")


async def resumes(client):
    pieces = []

    async def heard(number, total, message):
        pieces.append(message)

    result = await helm(client, "list lines 6 delay 200", heard)
    assert result.content[0].text.count("\n") == 6, result
    assert "".join(pieces) == result.content[0].text, pieces


async def main():
    client = {"mcp": Sdk, "fastmcp": FastMcp}[make]()
    plays = (lists, calls, progresses, cancels, together, confirms, mistakes)
    async with client.client:
        for play in (resumes,) if network else plays:
            await asyncio.wait_for(play(client), 60)
            print("played", play.__name__, flush=True)
    print("ok")


asyncio.run(main())
