import type { Minor } from '../units.ts'

/** Decimals of ISO 4217's minor units where they are not two. */
const decimals: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0 },
  ...{ UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0 },
  ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
  ...{ CLF: 4, UYW: 4 },
}

/** Currencies of ISO 4217, some of them withdrawn lately; no metals, no codes for testing. */
const codes = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP
  BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB
  EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
  JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
  MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
  RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
  TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW
  ZWG ZWL`.split(/\s+/),
)

/** Whether it is a currency's code (ISO 4217, capitals). */
export const isCurrency = (code: string): boolean => codes.has(code)

/** Decimals of its minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export const decimalsOf = (currency: string): number => decimals[currency] ?? 2

/** An amount as pages and people state it, to the nearest minor unit; halves away from zero. */
export function toMinor(amount: number, currency: string): Minor {
  // Through its shortest decimal: 1.005 times 100 is 100.49999999999999.
  const [digits, exponent = '0'] = String(Math.abs(amount)).split('e')
  const whole = Math.round(Number(`${digits}e${Number(exponent) + decimalsOf(currency)}`))
  return (amount < 0 ? 0 - whole : whole) as Minor
}

/** The bare number, as goals compare it: 99.99 for 9999 minor units of EUR. */
export const fromMinor = (amount: Minor, currency: string): number =>
  amount / 10 ** decimalsOf(currency)
