import { guideText } from "../text/guide-text.ts";

export function GuidePage() {
  return (
    <article className="sheet guide stack">
      <h1 className="page-title">{guideText.title}</h1>
      <p>{guideText.introduction}</p>
      {guideText.sections.map(({ title, steps }) => (
        <section key={title} className="stack">
          <h2 className="section-title">{title}</h2>
          <ol>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      ))}
    </article>
  );
}
