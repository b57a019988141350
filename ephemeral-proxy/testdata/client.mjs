// Drives an MCP server behind the proxy or the gateway with the npm SDK.
// Usage: node client.mjs <http|sse> <url> <sessions|stateless> [headers as JSON]; prints "ok" at the end.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema, ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';

const [transportName, address, mode, headerText] = process.argv.slice(2);
const headers = JSON.parse(headerText ?? '{}');
const Transport = transportName === 'sse' ? SSEClientTransport : StreamableHTTPClientTransport;

const client = new Client({ name: 'npm', version: '1' }, { capabilities: { elicitation: {} } });
await client.connect(new Transport(new URL(address), { requestInit: { headers } }));
assert.equal(client.getServerVersion().name, 'testserver');
const { tools } = await client.listTools();
assert.ok(tools.some((tool) => tool.name === 'echo'));

const call = (name, args, options) => client.callTool({ name, arguments: args }, undefined, options);
const said = (result) => result.content[0].text;

assert.equal(said(await call('add', { a: 2, b: 40 })), '42');
// This client drops progress that it reads together with the answer, as it may the last step's.
const steps = [];
assert.equal(said(await call('slow', { steps: 3, milliseconds: 100 }, { onprogress: (p) => steps.push(p.message) })), '3 steps');
assert.deepEqual(steps.slice(0, 2), ['step 1', 'step 2']);
const many = await Promise.all(Array.from({ length: 20 }, (_, i) => call('echo', { text: `text ${i}` })));
many.forEach((result, i) => assert.equal(said(result), `text ${i}`));
const large = 'ä'.repeat(1 << 20);
assert.equal(said(await call('echo', { text: large })), large);

const abort = new AbortController();
const cancelled = call('slow', { steps: 2, milliseconds: 600000 }, { signal: abort.signal });
cancelled.catch(() => {});
abort.abort('enough');
await assert.rejects(cancelled);
await assert.rejects(call('no such tool', {}), /Unknown tool/);

if (mode === 'sessions') {
  client.setRequestHandler(ElicitRequestSchema, async () => ({ action: 'accept', content: {} }));
  assert.match(said(await call('ask', {})), /accept/);
  const changed = new Promise((resolve) => client.setNotificationHandler(ToolListChangedNotificationSchema, resolve));
  await call('announce', {});
  await changed;
  if (transportName === 'http') {
    await client.transport.terminateSession();
  }
}
await client.close();
console.log('ok');
process.exit(0);
