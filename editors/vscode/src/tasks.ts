import {
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  type TaskProvider,
  TaskScope,
  type WorkspaceFolder,
  workspace,
} from 'vscode';

interface StetTask extends TaskDefinition {
  readonly watch?: boolean;
  readonly args?: readonly string[];
}

/** Tasks that check a folder, once or again and again. `scriptOf` is the command line to run. */
export function taskProvider(scriptOf: () => string): TaskProvider {
  return {
    provideTasks() {
      const folders = workspace.workspaceFolders ?? [];
      return folders.flatMap((folder) =>
        [false, true].map((watch) => taskOf({ type: 'stet', ...(watch && { watch }) }, folder, scriptOf())),
      );
    },
    resolveTask: ({ definition, scope }) => taskOf(definition as StetTask, scope ?? TaskScope.Workspace, scriptOf()),
  };
}

function taskOf(definition: StetTask, scope: WorkspaceFolder | TaskScope, script: string): Task {
  const { watch = false, args = [] } = definition;
  const name = [watch ? 'watch' : 'check', ...args].join(' ');
  const execution = new ProcessExecution(process.execPath, [script, ...(watch ? ['--watch'] : []), ...args], {
    // The editor's own program is a Node.js as well.
    env: { ELECTRON_RUN_AS_NODE: '1' },
    ...(typeof scope === 'object' && { cwd: scope.uri.fsPath }),
  });
  const task = new Task(definition, scope as WorkspaceFolder, name, 'stet', execution, watch ? '$stet-watch' : '$stet');
  task.isBackground = watch;
  task.group = TaskGroup.Build;
  return task;
}
