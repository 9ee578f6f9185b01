/** What a picture's elements keep of the page's style when they leave it. */
const kept = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'font', 'text-anchor', 'visibility'],
  // Without it the halo of a label would cover the label.
  'paint-order',
] as const

/** What goes with a picture when it leaves the page. */
export interface Caption {
  readonly title: string
  /** Unit, band, filters. */
  readonly subtitle: string
  readonly provenance: string
}

/** The pictures of a chart, one below the other, with their caption: an SVG that any viewer shows. */
export function svgText(pictures: readonly SVGSVGElement[], caption: Caption): string {
  const width = Math.max(...pictures.map((svg) => svg.getBoundingClientRect().width))
  const colour = (name: string) => getComputedStyle(pictures[0]).getPropertyValue(name)
  let y = 8
  const text = (words: string, size: number, name: string) =>
    lines(words, width - 16, size).map((line) => {
      y += size + 4
      return `<text x="8" y="${y}" fill="${colour(name)}" font-family="system-ui, sans-serif" font-size="${size}">${escaped(line)}</text>`
    })
  const above = [...text(caption.title, 13, '--ink'), ...text(caption.subtitle, 11, '--muted')]
  y += 8
  const drawn = pictures.map((svg) => {
    const group = `<g transform="translate(0 ${y})">${styled(svg).innerHTML}</g>`
    y += svg.getBoundingClientRect().height
    return group
  })
  const below = text(caption.provenance, 10, '--muted')
  const height = y + 10
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${colour('--ground')}"/>`,
    ...[...above, ...drawn, ...below],
    '</svg>',
  ].join('')
}

/** A copy that needs no stylesheet. */
function styled(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const [from, to] = [svg, copy].map((node) => [...node.querySelectorAll<SVGElement>('*')])
  from.forEach((node, i) => {
    const style = getComputedStyle(node)
    for (const name of kept) to[i].style.setProperty(name, style.getPropertyValue(name))
  })
  return copy
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Words in lines of at most so many px, broken where they may be. */
function lines(words: string, width: number, size: number): string[] {
  const most = Math.max(20, Math.floor(width / (size * 0.56)))
  const found: string[] = []
  for (const word of words.split(/(?<=·) | (?!·)/)) {
    const last = found[found.length - 1]
    if (last !== undefined && last.length + word.length < most)
      found[found.length - 1] = `${last} ${word}`
    else found.push(word)
  }
  return found
}

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
