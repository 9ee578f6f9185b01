import { expect, test } from 'vitest'
import { type AccountConfig, configure, selectSkill, type SkillId } from '../index.ts'

const [vip, sales, general] = [0, 1, 2] as SkillId[]
const unskilled = -1
const account: AccountConfig = {
  skills: [{ id: 'VIP' }, { id: 'Sales' }, { id: 'General' }],
  agents: [],
  defaultSkillId: 'General',
  skillMappings: [{ ctype: 'vip', skill: 'VIP' }],
}
const config = configure(account)

test('Example 2.1: engagement before mapping before default before none', () => {
  expect(selectSkill(config, { engagement: sales, ctype: 'vip' })).toBe(sales)
  expect(selectSkill(config, { ctype: 'vip' })).toBe(vip)
  expect(selectSkill(config, { ctype: 'gold' })).toBe(general)
  const without = configure({ ...account, defaultSkillId: null })
  expect(selectSkill(without, { ctype: 'gold' })).toBe(unskilled)
})

test('a request names its skill before everything else', () => {
  expect(selectSkill(config, { request: general, engagement: sales, ctype: 'vip' })).toBe(general)
})

test('the order of the steps is a setting', () => {
  const skillSelectionOrder = ['mapping', 'default', 'engagement', 'request'] as const
  const other = configure({ ...account, skillSelectionOrder })
  expect(selectSkill(other, { request: sales, ctype: 'vip' })).toBe(vip)
  expect(selectSkill(other, { request: sales })).toBe(general)
  const twice = ['mapping', 'mapping', 'default', 'request'] as const
  expect(() => configure({ ...account, skillSelectionOrder: twice })).toThrow(
    'account: skillSelectionOrder: "mapping, mapping, default, request" is not each of request',
  )
})

test('a mapping matches where all that it states is equal, case-sensitive; the first one wins', () => {
  const mapped = configure({
    ...account,
    skillMappings: [
      { ctype: 'vip', companyBranch: 'Berlin', skill: 'Sales' },
      { companyBranch: 'Berlin', skill: 'VIP' },
    ],
  })
  expect(selectSkill(mapped, { ctype: 'vip', companyBranch: 'Berlin' })).toBe(sales)
  expect(selectSkill(mapped, { ctype: 'gold', companyBranch: 'Berlin' })).toBe(vip)
  expect(selectSkill(mapped, { ctype: 'vip', companyBranch: 'berlin' })).toBe(general)
  expect(() => configure({ ...account, skillMappings: [{ skill: 'VIP' }] })).toThrow(
    'account: skillMappings 1: neither ctype nor companyBranch is stated',
  )
})
