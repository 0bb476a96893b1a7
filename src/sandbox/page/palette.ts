/** Colour families at steps 50 100 200 … 900, light then dark; `tone` is the text-safe value of the bare name. */
interface Family {
  readonly light: string;
  readonly dark: string;
  readonly tone: readonly [light: string, dark: string];
}

const families: Readonly<Record<string, Family>> = {
  grey: {
    light: 'F5F6F7 F2F3F5 EFF0F1 DEE0E3 BBBFC4 8F959E 646A73 373C43 2B2F36 1F2329',
    dark: '1A1A1A 292929 373737 434343 5F5F5F 757575 A6A6A6 E0E0E0 E8E8E8 EBEBEB',
    tone: ['646A73', 'A6A6A6'],
  },
  blue: {
    light: 'F0F4FF E1EAFF BACEFD 82A7FC 4E83FD 3370FF 245BDB 1C4CBA 133C9A 0C296E',
    dark: '151F33 192A4C 203E78 2851A3 2E65D1 4C88FF 70A0FF 99BBFF B8CFFF CEDFFF',
    tone: ['1456F0', '75A4FF'],
  },
  wathet: {
    light: 'ECF9FE D9F3FD B1E8FC 7EDAFB 50CEFB 14C0FF 049FD7 037EAA 006185 004761',
    dark: '142930 173742 225B70 2782A3 2EA5D1 42BDEB 5FD4FE 89DFFE C2EEFF DEF6FF',
    tone: ['076A94', '25B2E5'],
  },
  turquoise: {
    light: 'E2F8F5 D5F6F2 A9EFE6 64E8D6 14E1C6 00D6B9 04B49C 078372 036356 024B41',
    dark: '162E2B 153D38 23665D 269687 37B8A6 41CCB9 5CDBCA 7FEBDC B7F7EF DAF9F5',
    tone: ['067062', '1AB7A1'],
  },
  green: {
    light: 'E4FAE1 D9F5D6 B7EDB1 8EE085 62D256 34C724 2EA121 237B19 186010 124B0C',
    dark: '193016 1F471B 296B22 339428 3BB02E 54C248 6DD162 92DE89 BDF0B8 D6F5D2',
    tone: ['1A7526', '6DD162'],
  },
  lime: {
    light: 'F7FAE5 EEF6C6 DFEE96 D2E76A C3DD40 B3D600 8FAC02 667901 495700 354200',
    dark: '2E3605 495706 6D8205 91AD02 ABC912 B9D627 C7E04D D6EA75 E7F5A6 F6FFCC',
    tone: ['495700', 'C7E04D'],
  },
  yellow: {
    light: 'FBF4DF FAF1D1 F8E6AB F7DC82 FAD355 FFC60A DC9B04 AA7803 795101 5C3A00',
    dark: '382E0C 574711 8F7211 C99D08 F0BB0A FAC823 FCD456 FFDE75 FFE694 FCEFC2',
    tone: ['865B03', 'FBCB46'],
  },
  orange: {
    light: 'FFF5EB FEEAD2 FED4A4 FFBA6B FFA53D FF8800 DE7802 B26206 8F4F04 6B3900',
    dark: '33210B 57330A 845117 BD7017 DE8218 F2962C F5A54A FABC75 FFD8AC FFEACE',
    tone: ['A44904', 'F5A54A'],
  },
  red: {
    light: 'FEF0F0 FDE2E2 FBBFBC F98E8B F76964 F54A45 D83931 AC2F28 812520 621C18',
    dark: '361918 4A1D1B 6B2827 9E3836 CC4743 F05B56 FA7873 FF9C99 FEC6C3 FFE0E0',
    tone: ['C02A26', 'F6827E'],
  },
  carmine: {
    light: 'FEF1F8 FDDDEF F9AED9 F57AC0 F14BA9 F01D94 C71077 9E1361 7A0F4B 520A32',
    dark: '421B31 5C2542 91376A AD407E CC4792 E352A3 ED66B3 FF91CF FFBDE2 FFDBEF',
    tone: ['9E1361', 'FF91CF'],
  },
  violet: {
    light: 'FCEEFC F8DEF8 EFB9EF E58FE5 DB66DB D136D1 B220B2 8C218C 681268 460B46',
    dark: '3B153B 4F1C4F 7A287A 943B94 B54AB5 D457D4 DE73DE E898E8 F2BFF2 FBDAFB',
    tone: ['8C218C', 'DE73DE'],
  },
  purple: {
    light: 'F6F1FE ECE2FE CDB2FA AD82F7 935AF6 7F3BF5 6425D0 4E1BA7 380D82 270561',
    dark: '281745 361D61 4D2691 6533BD 7C4AD4 9762F5 A472FC B990FF D3BAFD E3D4FF',
    tone: ['7A35F0', 'B88FFE'],
  },
  indigo: {
    light: 'F2F3FD E0E2FA B4B9F3 7B83EA 616AE5 4954E6 2933C7 161FA2 0A1285 0C1264',
    dark: '1D1F47 262A5E 353B8C 4149B5 4C55D4 5F69ED 737BEB 9EA5FF BBC0F6 D2D5FD',
    tone: ['2933C7', '9EA5FF'],
  },
};

const stepName = (index: number): string => (index === 0 ? '50' : String(index * 100));

function declarations(theme: 'light' | 'dark'): string {
  return Object.entries(families)
    .flatMap(([name, family]) => [
      ...family[theme].split(' ').map((hex, index) => `--${name}-${stepName(index)}:#${hex}`),
      `--${name}:#${family.tone[theme === 'light' ? 0 : 1]}`,
    ])
    .join(';');
}

/** The 143 colour variables, made once instead of being shipped as a second style sheet. */
export function installPalette(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `:root{${declarations('light')}}@media (prefers-color-scheme:dark){:root{${declarations('dark')}}}`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

export const isFamily = (name: string): boolean => Object.hasOwn(families, name);

const rgba = /^rgba?\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*(?:,\s*(?:0|1|0?\.\d+|1\.0+|\d{1,3}%)\s*)?\)$/;

export type CustomColours = Readonly<Record<string, string>>;

/**
 * A card's colour as CSS, or undefined: enum names, `family-step` and rgba() only, as the platform allows.
 * Text uses the contrast-safe tone of a bare name, a fill its 500 step.
 */
export function colour(name: string, use: 'text' | 'fill', custom: CustomColours = {}): string | undefined {
  const own = custom[name];
  if (own !== undefined) return own;
  if (rgba.test(name)) return name;
  if (name === 'white' || name === 'bg-white') return use === 'fill' ? 'var(--bg-body)' : '#fff';
  const [family = '', step] = name.replace(/^(gray|neutral)\b/, 'grey').split('-');
  if (!isFamily(family)) return undefined;
  if (step === undefined)
    return use === 'text' ? `var(--${family})` : `var(--${family}-${family === 'grey' ? 100 : 500})`;
  const safe = step === '350' ? '400' : step;
  return /^(50|[1-9]00)$/.test(safe) ? `var(--${family}-${safe})` : undefined;
}

/** `config.style.color`: names the card brings along, one rgba per theme. */
export function customColours(style: unknown): CustomColours {
  const found: Record<string, string> = {};
  if (typeof style !== 'object' || style === null) return found;
  for (const [name, value] of Object.entries(style)) {
    const pair: { light_mode?: unknown; dark_mode?: unknown } = Object(value);
    const light = String(pair.light_mode ?? '');
    const dark = String(pair.dark_mode ?? '');
    if (rgba.test(light) && rgba.test(dark)) found[name] = `light-dark(${light}, ${dark})`;
  }
  return found;
}
