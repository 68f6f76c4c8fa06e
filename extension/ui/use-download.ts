// An address under which a text can be saved, for as long as it is shown.
import { useEffect, useState } from 'preact/hooks'

export function useDownload(text: string | undefined): string | undefined {
  const [href, setHref] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (text === undefined) return undefined
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
    setHref(url)
    return () => URL.revokeObjectURL(url)
  }, [text])
  return href
}
