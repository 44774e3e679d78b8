import { registerHooks } from 'node:module';

/** Loaded with `--import` before the built main process: `electron` becomes the stub beside this file. */
const stub = new URL('./electron-stub.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: stub, shortCircuit: true } : next(specifier, context),
});
