import { writeFileSync } from 'node:fs'
import { drawArtwork } from './artwork.ts'

// node src/rendering/artwork/writeArtwork.ts: draws the files in assets/designs anew.
for (const [file, svg] of Object.entries(drawArtwork())) writeFileSync(new URL(`../../../assets/designs/${file}`, import.meta.url), svg)
