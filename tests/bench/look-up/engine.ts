/** Something that finds procedures: ours or a peer. */
export interface Engine {
  /** The codes found, best first; the peers get the text folded, at most `foundMax` are asked for. */
  search(text: string): readonly string[] | Promise<readonly string[]>;
  close(): void | Promise<void>;
}

/** The same for all: as many results as one screen could scroll through. */
export const foundMax = 20;

export const engineNames = ['ours', 'MiniSearch', 'FlexSearch', 'Fuse.js', 'Orama'] as const;
export type EngineName = (typeof engineNames)[number];
export type PeerName = Exclude<EngineName, 'ours'>;
