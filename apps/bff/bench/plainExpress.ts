import express from 'express'

/** What everyone's first server looks like: the measure for ours. */
const app = express()
app.get('/hello', (_request, response) => {
  response.json({ status: 'ok' })
})
app.listen(Number(process.env['PORT']), '127.0.0.1')
