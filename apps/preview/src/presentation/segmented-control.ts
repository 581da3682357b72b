/** A row of choices of which one is taken: radio buttons, so that the keyboard works. */
export function createSegmentedControl<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
  onChange: (value: Value) => void,
) {
  const element = document.createElement('fieldset')
  element.className = 'segmented'
  const legend = element.appendChild(document.createElement('legend'))
  const row = element.appendChild(document.createElement('div'))
  let current: Value = values[0]

  const choices = values.map((value) => {
    const label = row.appendChild(document.createElement('label'))
    const radio = label.appendChild(document.createElement('input'))
    radio.type = 'radio'
    radio.name = name
    radio.value = value
    radio.checked = value === current
    radio.addEventListener('change', () => {
      current = value
      onChange(value)
    })
    return { value, radio, caption: label.appendChild(document.createElement('span')) }
  })

  return {
    element,
    get value() {
      return current
    },
    /** Takes a choice that was made elsewhere; none, where the phones differ. */
    show(value: Value | undefined) {
      current = value ?? current
      for (const { value: own, radio } of choices) radio.checked = own === value
    },
    translate(label: string, names: Readonly<Record<Value, string>>) {
      legend.textContent = label
      for (const { value, caption } of choices) caption.textContent = names[value]
    },
  }
}
