/** Which part of a list is wanted. */
export interface Page {
  page: number;
  pageSize: number;
}

export interface PageOf<T> {
  items: T[];
  total: number;
}
