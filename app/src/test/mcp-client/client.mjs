// Drives the MCP edge with the npm SDK. Usage: node client.mjs <transport> <url> <scenario>; for the
// transport stdio, a list of a program and its arguments, as JSON, stands in place of the url.
// Ends with 0 and prints "ok <scenario>" when everything was as it must be.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [transportName, address, scenario] = process.argv.slice(2);
const headers = { 'X-Kubeconfig': 'a3ViZWNvbmZpZw==' };

function transport(sessionId) {
  if (transportName === 'stdio') {
    const [command, ...args] = JSON.parse(address);
    return new StdioClientTransport({ command, args, stderr: 'ignore' });
  }
  const url = new URL(address);
  switch (transportName) {
    case 'http':
      return new StreamableHTTPClientTransport(url, { requestInit: { headers }, sessionId });
    case 'sse':
      return new SSEClientTransport(url, { requestInit: { headers } });
    default:
      throw new Error(`no transport ${transportName}`);
  }
}

async function connected(sessionId) {
  const client = new Client({ name: 'npm', version: '1' });
  await client.connect(transport(sessionId));
  return client;
}

const helm = (client, command, options, more) =>
  client.callTool({ name: 'helm', arguments: { command, ...more } }, undefined, options);

const scenarios = {
  async lists(client) {
    assert.equal(client.getServerVersion().name, 'mcp-k8s');
    assert.match(client.getInstructions(), /kubectl/);
    const { tools } = await client.listTools();
    const commands = tools.filter((tool) => tool.inputSchema.properties?.command);
    assert.deepEqual(commands.map((tool) => tool.name), ['kubectl', 'helm', 'istioctl', 'argocd']);
    for (const tool of commands) {
      assert.ok(tool.title && tool.description && tool.outputSchema);
      assert.equal(tool.annotations.destructiveHint, true);
      assert.equal(tool.inputSchema.properties.kubeconfig, undefined);
    }
    await client.ping();
    await client.setLoggingLevel('info');
  },

  // listTools first: from then on this client validates structuredContent itself
  async calls(client) {
    await client.listTools();
    const good = await helm(client, 'echo hello');
    assert.equal(good.content[0].text, 'hello\n');
    assert.equal(good.isError, false);
    assert.equal(good.structuredContent.success, true);
    assert.equal(good.structuredContent.error, null);
    const bad = await helm(client, 'exit 3');
    assert.equal(bad.isError, true);
    assert.equal(bad.structuredContent.exit_code, 3);
    const refused = await helm(client, 'refuse');
    assert.equal(refused.isError, true);
    assert.equal(refused.structuredContent.exit_code, 126);
    assert.match(refused.content[0].text, /forbidden by policy: the rule says no/);
    const seen = await helm(client, 'request', undefined, { namespace: 'shop', files: { a: 'b' } });
    assert.match(seen.content[0].text, transportName === 'stdio'
      ? /kubeconfig=null .*namespace=shop .*files=\{a=b\}/
      : /kubeconfig=a3ViZWNvbmZpZw== .*namespace=shop .*files=\{a=b\}/);
  },

  async progress(client) {
    const pieces = [];
    const result = await helm(client, 'lines 4 delay 150', {
      onprogress: (progress) => pieces.push(progress),
    });
    assert.ok(pieces.length >= 2, `${pieces.length} pieces`);
    assert.equal(pieces.map((piece) => piece.message).join(''), 'line 1\nline 2\nline 3\nline 4\n');
    pieces.reduce((before, piece) => {
      assert.ok(piece.progress > before);
      return piece.progress;
    }, 0);
    assert.equal(result.content[0].text, 'line 1\nline 2\nline 3\nline 4\n');
  },

  async cancels(client) {
    const abort = new AbortController();
    const seen = Promise.withResolvers?.() ?? deferred();
    const call = helm(client, 'lines 1 delay 600000', {
      signal: abort.signal,
      onprogress: () => seen.resolve(),
    });
    call.catch(() => {});
    await seen.promise;
    abort.abort('enough');
    await assert.rejects(call);
    await pause(1000); // the server's side is checked by the test that runs this
    assert.equal((await helm(client, 'echo after')).content[0].text, 'after\n');
  },

  async warnings(client) {
    const heard = [];
    client.setNotificationHandler(LoggingMessageNotificationSchema, (message) => {
      heard.push(message.params);
    });
    await helm(client, 'err Warning: soon gone');
    await helm(client, 'err no warning');
    await client.setLoggingLevel('error');
    await helm(client, 'err Warning: unheard');
    assert.deepEqual(heard, [{ level: 'warning', logger: 'helm', data: 'Warning: soon gone' }]);
  },

  // the test's network breaks after each of the first lines
  async resumes(client) {
    const pieces = [];
    const result = await helm(client, 'lines 6 delay 200', {
      onprogress: (progress) => pieces.push(progress.message),
    });
    assert.equal(pieces.join(''), result.content[0].text);
    assert.equal(result.content[0].text.split('\n').length - 1, 6);
    const failed = await helm(client, 'exit 3');
    assert.equal(failed.structuredContent.exit_code, 3);
  },

  // a second client goes on with the call of one that is gone, in its session
  async takesOver(client) {
    const seen = Promise.withResolvers?.() ?? deferred();
    let token;
    helm(client, 'lines 3 delay 700', {
      onresumptiontoken: (latest) => { token = latest; },
      onprogress: () => seen.resolve(),
    }).catch(() => {});
    await seen.promise;
    const { sessionId } = client.transport;
    await client.close();
    assert.ok(token);
    const second = await connected(sessionId);
    const result = await helm(second, 'lines 3 delay 700', { resumptionToken: token });
    assert.equal(result.content[0].text, 'line 1\nline 2\nline 3\n');
    return second;
  },

  async together(client) {
    await client.listTools();
    const slow = Array.from({ length: 40 }, (_, i) => helm(client, `lines ${1 + (i % 3)} delay 1000`));
    const quick = await helm(client, 'echo quick');
    assert.equal(quick.content[0].text, 'quick\n');
    const results = await Promise.all(slow);
    results.forEach((result, i) =>
      assert.equal(result.content[0].text.split('\n').length - 1, 1 + (i % 3)));
  },

  async mistakes(client) {
    const faults = [];
    client.onerror = (error) => faults.push(error);
    await assert.rejects(
      client.callTool({ name: 'nosuch', arguments: {} }),
      (error) => error.code === -32602 && /Unknown tool: nosuch/.test(error.message));
    await assert.rejects(client.request({ method: 'no/such' }, { parse: (x) => x }),
      (error) => error.code === -32601);
    const answers = {
      'command is required': {},
      'command must be a string': { command: 7 },
      'timeout must be': { command: 'echo', timeout: 'soon' },
      'no argument "verbose"': { command: 'echo', verbose: true },
      'kubeconfig is no argument': { command: 'echo', kubeconfig: 'x' },
      'the file "../x"|is no path': { command: 'echo', files: { '../x': 'y' } },
    };
    for (const [words, args] of Object.entries(answers)) {
      const result = await client.callTool({ name: 'helm', arguments: args });
      assert.equal(result.isError, true);
      assert.equal(result.structuredContent.exit_code, -1);
      assert.match(result.content[0].text, new RegExp(words));
    }
    await pause(500); // after an error this client comes back for more, and is told that there is none
    assert.deepEqual(faults, []);
  },
};

function deferred() {
  const result = {};
  result.promise = new Promise((resolve, reject) => Object.assign(result, { resolve, reject }));
  return result;
}

const client = await connected();
const last = await scenarios[scenario](client) ?? client;
await last.transport.terminateSession?.();
await last.close();
console.log(`ok ${scenario}`);
