"""Asks `plenipo mcp --demo` with the official Python client (mcp 2), which checks answers against the schemas of the tools.

    python3 mcp_client.py PLENIPO

Once with the handshake of older versions of the protocol, once with that of 2026-07-28.
"""

import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def talk(begin):
    server = StdioServerParameters(command=sys.argv[1], args=["mcp", "--demo"])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await getattr(session, begin)()
        tools = (await session.list_tools()).tools
        print(len(tools), "tools")

        async def call(tool, /, **arguments):
            result = await session.call_tool(tool, arguments)
            assert not result.is_error, (tool, result)
            return result.structured_content

        found = await call("search", query="kind:meet")
        event = found["results"][0]["id"]
        for name, arguments in [
            ("fetch", {"id": event}),
            ("event_get", {"id": event}),
            ("events_search", {"query": "talks", "limit": 5}),
            ("events_count", {}),
            ("actor_resolve", {"name": "minister"}),
            ("actor_profile", {"id": "KAZ"}),
            ("pair_summary", {"one": "KAZ", "other": "UZB"}),
            ("stories_list", {}),
            ("calendar_list", {}),
            ("statements_search", {}),
            ("coverage", {}),
        ]:
            answer = await call(name, **arguments)
            assert answer["untrusted"], name
        story = (await call("stories_list"))["stories"][0]["id"]
        assert (await call("story_brief", id=story))["id"] == story
        templates = (await session.list_resource_templates()).resource_templates
        assert len(templates) == 4, templates
        wrong = await session.call_tool("event_get", {"id": "e0"})
        assert wrong.is_error, wrong


for begin in ("initialize", "discover"):
    asyncio.run(talk(begin))
