/** Two notes, the second a third higher: enough to tell a speaker from a hum. */
const notes = [
  { hertz: 660, atS: 0 },
  { hertz: 830, atS: 0.5 },
] as const;
const noteS = 0.4;
const loudness = 0.4;

/** @returns whether this browser can play a sound at all. */
export async function chime(page: Window & typeof globalThis = window): Promise<boolean> {
  if (!('AudioContext' in page)) return false;
  try {
    const sound = new page.AudioContext();
    await sound.resume();
    for (const { hertz, atS } of notes) play(sound, hertz, sound.currentTime + atS);
    setTimeout(() => void sound.close(), 2_000);
    return true;
  } catch {
    return false;
  }
}

function play(sound: AudioContext, hertz: number, from: number): void {
  const pitch = new OscillatorNode(sound, { frequency: hertz });
  const volume = new GainNode(sound, { gain: 0 });
  volume.gain.setValueAtTime(loudness, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + noteS);
  pitch.connect(volume).connect(sound.destination);
  pitch.start(from);
  pitch.stop(from + noteS);
}
