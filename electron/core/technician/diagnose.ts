import { networkStepSchema, type NetworkStep } from '../../../shared/contract/technician.ts';
import type { Bilingual } from '../../../shared/model/text.ts';
import { healthLimits } from '../../../shared/rules/health.ts';

/** One layer of the way at a time; filled by electron/probe. */
export interface NetworkProbe {
  /** This computer's own addresses, loopback aside. */
  addresses(): string[];
  resolve(host: string): Promise<boolean>;
  /** Null when it opened, else the system's name for why not. */
  connect(host: string, port: number): Promise<string | null>;
  secure(host: string, port: number): Promise<string | null>;
}

/** Whether a district answers there: `other` when somebody else does, as a captive portal would. */
export type DistrictAnswer =
  { readonly kind: 'district'; readonly aheadMs: number } | { readonly kind: 'other' | 'silent' };

type Step = NetworkStep['step'];

const sentences: Readonly<Record<Step, { good: Bilingual; bad: Bilingual }>> = {
  cable: {
    good: { vi: 'Có kết nối mạng.', en: 'There is a network.' },
    bad: {
      vi: 'Không có mạng: hãy cắm cáp mạng hoặc nối Wi-Fi.',
      en: 'There is no network: plug in the cable, or join the Wi-Fi.',
    },
  },
  address: {
    good: { vi: 'Máy có địa chỉ mạng.', en: 'The computer has an address.' },
    bad: {
      vi: 'Máy chưa được cấp địa chỉ mạng: hãy kiểm tra bộ định tuyến (DHCP).',
      en: 'The computer was given no address: check the router (DHCP).',
    },
  },
  name: {
    good: { vi: 'Tìm thấy tên máy chủ.', en: 'The server’s name is known.' },
    bad: {
      vi: 'Không tìm thấy tên máy chủ: hãy kiểm tra địa chỉ đã nhập và DNS.',
      en: 'The server’s name is not known: check the address as entered, and the DNS.',
    },
  },
  connection: {
    good: { vi: 'Nối được đến máy chủ.', en: 'The server can be reached.' },
    bad: {
      vi: 'Không nối được đến máy chủ: máy chủ tắt, hoặc tường lửa chặn.',
      en: 'The server cannot be reached: it is off, or a firewall is in between.',
    },
  },
  tls: {
    good: { vi: 'Chứng thư của máy chủ đúng.', en: 'The server’s certificate is right.' },
    bad: {
      vi: 'Chứng thư của máy chủ không đúng: hãy kiểm tra đồng hồ của máy và địa chỉ máy chủ.',
      en: 'The server’s certificate is not right: check this computer’s clock and the server’s address.',
    },
  },
  portal: {
    good: {
      vi: 'Không có trang đăng nhập mạng chắn giữa.',
      en: 'No sign-in page of a network is in between.',
    },
    bad: {
      vi: 'Một trang khác trả lời thay máy chủ: có thể mạng đòi đăng nhập. Hãy hỏi người quản trị mạng.',
      en: 'Something else answers instead: the network may ask for a sign-in. Ask its administrator.',
    },
  },
  district: {
    good: { vi: 'Máy chủ trung tâm trả lời.', en: 'The district answers.' },
    bad: {
      vi: 'Máy chủ không trả lời như máy chủ trung tâm. Hãy kiểm tra địa chỉ.',
      en: 'The server does not answer as a district. Check the address.',
    },
  },
  clock: {
    good: { vi: 'Đồng hồ của máy đúng.', en: 'The computer’s clock is right.' },
    bad: {
      vi: 'Đồng hồ của máy sai: hãy bật tự động chỉnh giờ.',
      en: 'The computer’s clock is wrong: turn on automatic time.',
    },
  },
};

const onThisComputer: Bilingual = {
  vi: 'Không cần thử: máy chủ ở ngay trên máy này.',
  en: 'Not needed: the server is on this computer.',
};
const withoutTls: Bilingual = {
  vi: 'Không cần thử: địa chỉ bắt đầu bằng http:// nên không dùng chứng thư.',
  en: 'Not needed: the address begins with http://, so no certificate is used.',
};
const untried: Bilingual = { vi: '', en: '' };

/** From the cable to the district. Ends at the first layer that fails: that one is the cause. */
export async function diagnose(
  districtUrl: string,
  network: NetworkProbe,
  ask: (districtUrl: string) => Promise<DistrictAnswer>,
): Promise<NetworkStep[]> {
  const way = wayTo(districtUrl);
  const outcome = new Map<Step, boolean>();
  if (way) await walk(way, network, () => ask(districtUrl), outcome);
  else outcome.set('name', false);
  return networkStepSchema.shape.step.options.map((step) => {
    const result = outcome.get(step) ?? null;
    if (result === null) return { step, ok: null, ...((way && notNeeded(step, way)) ?? untried) };
    const { good, bad } = sentences[step];
    return { step, ok: result, ...(result ? good : bad) };
  });
}

type Way = {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly isHere: boolean;
};

/** Null for what is no address of a server. */
function wayTo(districtUrl: string): Way | null {
  const url = URL.parse(districtUrl);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSecure = url.protocol === 'https:';
  const port = Number(url.port) || (isSecure ? 443 : 80);
  return { host, port, isSecure, isHere: /^(localhost$|127\.|::1$)/.test(host) };
}

/** Why a step says nothing of this way; null: it does. */
function notNeeded(step: Step, { isSecure, isHere }: Way): Bilingual | null {
  if (isHere && (step === 'cable' || step === 'address')) return onThisComputer;
  return !isSecure && step === 'tls' ? withoutTls : null;
}

async function walk(
  { host, port, isSecure, isHere }: Way,
  network: NetworkProbe,
  ask: () => Promise<DistrictAnswer>,
  outcome: Map<Step, boolean>,
): Promise<void> {
  const pass = (step: Step, isGood: boolean): boolean => {
    outcome.set(step, isGood);
    return isGood;
  };
  if (!isHere) {
    const addresses = network.addresses();
    if (!pass('cable', addresses.length > 0)) return;
    const hasOwn = addresses.some((address) => !isLinkLocal(address));
    if (!pass('address', hasOwn)) return;
  }
  if (!pass('name', await network.resolve(host))) return;
  if (!pass('connection', (await network.connect(host, port)) === null)) return;
  if (isSecure && !pass('tls', (await network.secure(host, port)) === null)) return;
  const answer = await ask();
  if (!pass('portal', answer.kind !== 'other')) return;
  if (!pass('district', answer.kind === 'district')) return;
  if (answer.kind === 'district') pass('clock', Math.abs(answer.aheadMs) < healthLimits.skewMs);
}

/** What a computer gives itself when nobody else does. */
const isLinkLocal = (address: string): boolean => /^(169\.254\.|fe80:)/i.test(address);
