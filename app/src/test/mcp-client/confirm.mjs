// A client whose user is asked before something is destroyed: the npm SDK with elicitation, against a
// real cluster. Usage: node confirm.mjs <transport> <url> <kubeconfig in base64> <namespace>; for the
// transport stdio, a list of a program and its arguments, as JSON, stands in place of the url.
// Ends with 0 and prints "ok confirm" when everything was as it must be.
import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const [transportName, address, kubeconfig, namespace] = process.argv.slice(2);

function transport() {
  if (transportName === 'stdio') {
    const [command, ...args] = JSON.parse(address);
    return new StdioClientTransport({ command, args, env: process.env, stderr: 'ignore' });
  }
  const options = { requestInit: { headers: { 'X-Kubeconfig': kubeconfig } } };
  return transportName === 'sse'
    ? new SSEClientTransport(new URL(address), options)
    : new StreamableHTTPClientTransport(new URL(address), options);
}

const questions = [];
let action = 'accept';
const client = new Client({ name: 'npm', version: '1' }, { capabilities: { elicitation: {} } });
client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
  questions.push(params.message);
  return { action, content: {} };
});
await client.connect(transport());

const kubectl = async (command, stdin) => {
  const result = await client.callTool({
    name: 'kubectl', arguments: { command, stdin, namespace } });
  return { failed: result.isError, text: result.content[0].text, ...result.structuredContent };
};
const must = async (command, stdin) => {
  const result = await kubectl(command, stdin);
  assert.equal(result.failed, false, result.text);
  return result.text;
};
/** Asks for something, with the user's action, and gives the one question that the user read. */
const asked = async (doing, command, stdin) => {
  questions.length = 0;
  action = doing;
  const result = await kubectl(command, stdin);
  assert.equal(questions.length, 1, `${command}: ${questions.length} questions`);
  assert.equal(result.failed, doing !== 'accept', result.text);
  if (doing !== 'accept') assert.deepEqual([result.code, result.exit_code], ['not_confirmed', 126]);
  return questions[0];
};
const map = (name, labels) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels } });

for (const name of ['one', 'two', 'other']) {
  await must('apply -f -', map(name, { app: name === 'other' ? 'other' : 'mine' }));
}
assert.deepEqual(questions, []);

for (const no of ['decline', 'cancel']) {
  const question = await asked(no, 'delete configmaps -l app=mine --dry-run=none');
  assert.match(question, /^Run this command\?\n\nkubectl delete configmaps -l app=mine --dry-run=none\n/);
  assert.match(question, /configmap "one" deleted.*\(server dry run\)\nconfigmap "two" deleted/);
  assert.doesNotMatch(question, /other/);
}
assert.match(await must('get configmaps -l app=mine -o name'), /one\nconfigmap\/two\n$/);

await asked('accept', 'delete configmaps -l app=mine');
assert.match(await must('get configmaps -o name'), /other/);
assert.doesNotMatch(await must('get configmaps -o name'), /one|two/);

assert.match(await asked('decline', 'replace --force -f -', map('other')), /\nconfigmap\/other\n/);
assert.match(await asked('accept', 'replace --force -f -', map('other')), /It would do this/);
assert.match(
  await asked('decline', `apply --prune -l app=none --prune-allowlist=core/v1/ConfigMap -f -`,
    map('new', { app: 'none' })),
  /configmap\/new created \(server dry run\)/);

await must('create deployment web --image=example.test/web:1');
assert.match(await asked('decline', 'scale deployment web --replicas=0'),
  /deployment.apps\/web scaled \(server dry run\)/);
assert.match(await asked('decline', 'delete pod nosuch'), /A dry run of it failed:\n.*not found/s);
questions.length = 0;
await must('scale deployment web --replicas=2');
await must('delete configmap other --dry-run=server');
assert.deepEqual(questions, []);

await client.transport.terminateSession?.();
await client.close();
console.log('ok confirm');
