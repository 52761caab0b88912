import Frame from '../components/Frame';
export const metadata = { title: 'Harbour lights' };
export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>
        <Frame>{children}</Frame>
      </body>
    </html>
  );
}
