/** Bit of the kernel's ABS axes that only touch screens and touch pads have: a finger's place among several. */
const multiTouchX = 0x35n;
/** Bit of the device's properties: what is touched is what is seen, so a screen and no pad. */
const direct = 0x01n;

/** Whether one of the kernel's input devices (`/proc/bus/input/devices`) is a touch screen; null: cannot be told. */
export function isTouchAmong(devices: string | null): boolean | null {
  if (devices === null || devices.trim() === '') return null;
  return devices
    .split(/\n\s*\n/)
    .some((device) => has(device, 'PROP', direct) && has(device, 'ABS', multiTouchX));
}

function has(device: string, name: string, bit: bigint): boolean {
  const words = new RegExp(`^B: ${name}=([0-9a-f ]+)$`, 'm').exec(device)?.[1]?.trim().split(' ');
  if (!words) return false;
  const wordBits = 64n;
  const bits = words.reduce((sum, word) => (sum << wordBits) | BigInt(`0x${word}`), 0n);
  return ((bits >> bit) & 1n) === 1n;
}
