/** Conversions and those among whom they happened. */
export interface Rate {
  readonly conversions: number
  readonly of: number
}

/** Null among nobody. */
export const rateOf = ({ conversions, of }: Rate): number | null =>
  of > 0 ? conversions / of : null

/** What is sold without any engagement: conversions of the control group ÷ its visitors (§21). */
export const selfServeRate = (
  controlConversions: number,
  prospects: number,
  controlShare: number,
): number | null => rateOf({ conversions: controlConversions, of: prospects * controlShare })

/** Sales beyond those that would have happened anyway; never below 0 (§21). */
export function incrementalSales(engaged: Rate, selfServe: number | null): number | null {
  const rate = rateOf(engaged)
  return rate === null || selfServe === null ? null : Math.max(0, (rate - selfServe) * engaged.of)
}

/** Conversions of the engaged beyond those of whoever was exposed and not engaged (§21). */
export function incrementalConversions(engaged: Rate, exposed: Rate): number | null {
  const [rate, other] = [rateOf(engaged), rateOf(exposed)]
  return rate === null || other === null ? null : (rate - other) * engaged.of
}
