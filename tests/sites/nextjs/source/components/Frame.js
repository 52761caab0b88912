export default function Frame({ children }) {
  return <main className="article">{children}</main>;
}
