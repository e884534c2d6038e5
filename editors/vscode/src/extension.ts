import { commands, type ExtensionContext, tasks, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { createClient } from './client.ts';
import { chooseInstalled, type Installed } from './installed.ts';
import { taskProvider } from './tasks.ts';

let running: LanguageClient | undefined;
/** One start or stop is done before the next one begins. */
let last: Promise<void> = Promise.resolve();

/** Called by the editor, once. Resolves when the server answers, or it is told why it does not. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel('stet', { log: true });

  function installed(): Installed {
    return chooseInstalled({
      path: setting('path', ''),
      folders: (workspace.workspaceFolders ?? []).flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : [])),
      isTrusted: workspace.isTrusted,
      bundled: context.asAbsolutePath('server'),
    });
  }

  async function start(): Promise<void> {
    await stop();
    if (!setting('enable', true)) return;
    try {
      const found = installed();
      output.info(`stet ${found.version}: ${found.script}${workspace.isTrusted ? '' : ', running no code of the workspace'}`);
      running = createClient({ installed: found, config: setting('config', ''), isTrusted: workspace.isTrusted, output });
      await running.start();
    } catch (error) {
      output.error(error as Error);
      void window.showErrorMessage(`stet: ${(error as Error).message}`);
    }
  }

  const restart = () => {
    last = last.then(start);
    return last;
  };

  context.subscriptions.push(
    output,
    commands.registerCommand('stet.restart', restart),
    commands.registerCommand('stet.showOutput', () => output.show()),
    tasks.registerTaskProvider(
      'stet',
      taskProvider(() => installed().script),
    ),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((event) => {
      if (['enable', 'path', 'config'].some((name) => event.affectsConfiguration(`stet.${name}`))) void restart();
    }),
  );
  await restart();
}

/** Called by the editor when it ends. */
export async function deactivate(): Promise<void> {
  await last;
  await stop();
}

async function stop(): Promise<void> {
  const client = running;
  running = undefined;
  if (client?.needsStop()) await client.stop();
}

function setting<T>(name: string, fallback: T): T {
  return workspace.getConfiguration('stet').get(name, fallback);
}
