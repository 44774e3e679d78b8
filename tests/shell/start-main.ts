import { builtFile } from './built-files.ts';
import { mainWasEvaluated } from './electron-stub.ts';

/** Loads the built main process as Electron does: it becomes ready only when the module has been evaluated. */
await import(builtFile('main/main.js'));
mainWasEvaluated();
