import { builtFile } from './built-files.ts';
import { mainWasEvaluated } from './electron-stub.ts';

// The part of Electron that asks which system it is on; the machine's own thread keeps the real answer.
const { STUB_PLATFORM: platform } = process.env;
if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });

/** Loads the built main process as Electron does: it becomes ready only when the module has been evaluated. */
await import(builtFile('main/main.js'));
mainWasEvaluated();
