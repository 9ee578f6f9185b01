/** What a picture's elements keep of the page's style when they leave it. */
const kept = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'font', 'text-anchor', 'visibility'],
] as const
/** Room for the line of provenance, px. */
const FOOT = 26

/** The picture alone, with its title and its provenance in it: an SVG that any viewer shows. */
export function svgText(svg: SVGSVGElement, title: string, provenance: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [svg, copy].map((node) => [...node.querySelectorAll<SVGElement>('*')])
  from.forEach((node, i) => {
    const style = getComputedStyle(node)
    for (const name of kept) to[i].style.setProperty(name, style.getPropertyValue(name))
  })
  const { height, width } = svg.getBoundingClientRect()
  const [ground, muted] = ['--ground', '--muted'].map((name) =>
    getComputedStyle(svg).getPropertyValue(name),
  )
  const text = (y: number, words: string, size: number) =>
    `<text x="8" y="${y}" fill="${muted}" font-family="system-ui, sans-serif" font-size="${size}">${escaped(words)}</text>`
  const top = 30
  const all = height + top + FOOT
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${all}" viewBox="0 0 ${width} ${all}">`,
    `<rect width="100%" height="100%" fill="${ground}"/>`,
    text(20, title, 13),
    `<g transform="translate(0 ${top})">${copy.innerHTML}</g>`,
    text(all - 9, provenance, 10),
    '</svg>',
  ].join('')
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Saves text as a file of the reader's. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** The same picture as points, twice as fine. @throws Error if the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width * 2
    canvas.height = image.height * 2
    const context = canvas.getContext('2d')!
    context.scale(2, 2)
    context.drawImage(image, 0, 0)
    const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve))
    if (drawn === null) throw new Error('The browser could not draw the picture.')
    return drawn
  } finally {
    URL.revokeObjectURL(address)
  }
}
