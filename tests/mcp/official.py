"""Drives `citecheck mcp` with the official Python SDK: `official.py PROGRAM`, with `mcp` installed.

Over standard input and output and over HTTP, with given texts alone, so that no network is needed.
"""

import asyncio
import subprocess
import sys
import tempfile

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

TEXT = "The licence of the ferry company runs through 2032. “We will not sell the quay,” said the mayor."
SOURCES = [{"text": TEXT}]
OPTIONS = ["--offline", "--judge", "lexical", "--no-config"]


async def session_of(streams):
    async with ClientSession(streams[0], streams[1]) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        assert [tool.name for tool in tools] == ["check_claim", "check_article", "find_passage", "read_page"], tools
        steps = []

        async def progress(done, total, message):
            steps.append((done, total, message))

        # The SDK holds each structured answer against the schema that the tool gave.
        claim = {"claim": "The licence of the ferry company runs through 2030.", "sources": SOURCES}
        result = await session.call_tool("check_claim", claim, progress_callback=progress)
        assert not result.is_error, result
        answer = result.structured_content
        assert answer["verdict"] == "contradicted", answer
        assert answer["differs"][0]["source"] == "2032", answer
        assert steps and steps[-1][0] == steps[-1][1], steps

        article = {"text": "The licence of the ferry company runs through 2032.", "sources": SOURCES, "all": True}
        answer = (await session.call_tool("check_article", article)).structured_content
        assert answer["summary"]["supported"] == 1, answer

        words = {"quotation": "We will not sell the quay", "sources": SOURCES}
        answer = (await session.call_tool("find_passage", words)).structured_content
        assert answer["found"] == "verbatim", answer

        result = await session.call_tool("read_page", {"url": "https://news.example/a"})
        assert result.is_error and "not-cached" in result.content[0].text, result


async def main(program):
    with tempfile.TemporaryDirectory() as folder:
        server = StdioServerParameters(command=program, args=["mcp", *OPTIONS], cwd=folder)
        async with stdio_client(server) as streams:
            await session_of(streams)
        print("over standard input and output: as expected")

        command = [program, "mcp", *OPTIONS, "--listen", "0"]
        with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as serving:
            try:
                address = serving.stderr.readline().removeprefix("listening at ").strip()
                async with streamable_http_client(address) as streams:
                    await session_of(streams)
            finally:
                serving.kill()
        print("over HTTP: as expected")


asyncio.run(main(sys.argv[1]))
