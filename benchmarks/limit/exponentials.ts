/**
 * Exponentials of mean 1 by ziggurat (Marsaglia and Tsang, 2000) on sfc32 (Doty-Humphrey): what is
 * fastest where a varying number of draws does no harm, as in the limit programs.
 */
export class Exponentials {
  private a: number
  private b = 0x243f6a88
  private c = 0xb7e15162 | 0
  private counter = 1

  /** @param seed any whole number. */
  constructor(seed: number) {
    this.a = 0x9e3779b9 ^ seed
    for (let i = 0; i < 20; i++) this.word()
  }

  /** A uniform on 0 … 2³² − 1. */
  word(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0
    return t >>> 0
  }

  next(): number {
    const word = this.word()
    const layer = word & 255
    return word < inside[layer] ? word * widths[layer] : this.outside(word, layer)
  }

  /** One draw in ninety: in the wedge, in the tail, or another one. */
  private outside(word: number, layer: number): number {
    if (layer === 0) return TAIL - Math.log(this.uniform())
    const x = word * widths[layer]
    const height = heights[layer] + this.uniform() * (heights[layer - 1] - heights[layer])
    return height < Math.exp(-x) ? x : this.next()
  }

  private uniform(): number {
    return (this.word() + 0.5) / WORDS
  }
}

const WORDS = 2 ** 32
/** Where the tail begins, and the area of each of 256 layers. */
const TAIL = 7.69711747013105
const AREA = 0.003949659822581557
const inside = new Float64Array(256)
const widths = new Float64Array(256)
const heights = new Float64Array(256)

function lay(): void {
  let x = TAIL
  let before = TAIL
  const q = AREA / Math.exp(-x)
  inside[0] = (x / q) * WORDS
  widths[0] = q / WORDS
  widths[255] = x / WORDS
  heights[0] = 1
  heights[255] = Math.exp(-x)
  for (let i = 254; i >= 1; i--) {
    x = -Math.log(AREA / x + Math.exp(-x))
    inside[i + 1] = (x / before) * WORDS
    before = x
    heights[i] = Math.exp(-x)
    widths[i] = x / WORDS
  }
  inside[1] = 0
}
lay()
