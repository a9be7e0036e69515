/** The classes that a card and its placeholder share. */
export const cardClass = 'relative flex flex-col rounded-lg border p-4 pb-2.5'
