namespace ResearchHub.Search.Analysis;

/// <summary>A few lines of each language, written for this purpose, from which the letter triples are learnt.</summary>
internal static class LanguageSamples
{
    public const string English = """
        The study examines how people who leave their country send money to the families they left behind and what this means for the
        education of the children. We find that the effect of migration on wages is small in the short run and that it depends on the
        skills of the workers. The evaluation of the project was carried out by the organization in order to learn what has been done
        for the refugees and the host communities, which of the activities were effective and whether they will be sustainable. This
        paper uses data from a survey of households to estimate the impact of the policy on employment, health and social protection.
        There is evidence that labour market integration of asylum seekers is improved by language training and access to services.
        Recommendations for governments and for international partners are given at the end of the report with a list of indicators.
        """;

    public const string Serbian = """
        Studija ispituje kako ljudi koji napuštaju svoju zemlju šalju novac porodicama koje su ostale i šta to znači za obrazovanje
        dece. Nalazi pokazuju da je uticaj migracija na plate mali u kratkom roku i da zavisi od veština radnika. Evaluaciju projekta
        je sprovela organizacija da bi se utvrdilo šta je urađeno za izbeglice i za zajednice koje ih primaju, koje aktivnosti su bile
        delotvorne i da li će biti održive. U ovom radu se koriste podaci iz ankete o domaćinstvima da bi se procenio uticaj politike
        na zaposlenost, zdravlje i socijalnu zaštitu. Postoje dokazi da se uključivanje tražilaca azila na tržište rada poboljšava
        učenjem jezika i pristupom uslugama. Na kraju izveštaja date su preporuke za vladu, lokalne samouprave i međunarodne partnere.
        Povratak i ponovno uključivanje povratnika u društvo, dijaspora, doznake, trgovina ljudima, granice i nezakonite migracije.
        """;

    public const string German = """
        Die Studie untersucht, wie Menschen, die ihr Land verlassen, Geld an die Familien schicken, die sie zurückgelassen haben, und
        was das für die Bildung der Kinder bedeutet. Der Einfluss der Migration auf die Löhne ist gering und hängt von den Fähigkeiten
        der Arbeiter ab. Die Bewertung des Projekts wurde von der Organisation durchgeführt, um zu erfahren, was für die Flüchtlinge
        getan wurde und welche der Maßnahmen wirksam waren. Es gibt Hinweise darauf, dass die Eingliederung in den Arbeitsmarkt durch
        den Zugang zu Sprachkursen und Diensten verbessert wird. Am Ende des Berichts stehen Empfehlungen für die Regierung.
        """;

    public const string French = """
        L'étude examine comment les personnes qui quittent leur pays envoient de l'argent aux familles qu'elles ont laissées et ce que
        cela signifie pour l'éducation des enfants. L'effet de la migration sur les salaires est faible et dépend des compétences des
        travailleurs. L'évaluation du projet a été menée par l'organisation afin de savoir ce qui a été fait pour les réfugiés et les
        communautés d'accueil et quelles activités ont été efficaces. Il est prouvé que l'intégration des demandeurs d'asile dans le
        marché du travail est améliorée par l'accès aux services. Des recommandations pour le gouvernement sont données à la fin.
        """;

    public const string Spanish = """
        El estudio examina cómo las personas que dejan su país envían dinero a las familias que quedaron atrás y qué significa esto para
        la educación de los niños. El efecto de la migración en los salarios es pequeño y depende de las capacidades de los trabajadores.
        La evaluación del proyecto fue realizada por la organización para saber lo que se ha hecho por los refugiados y las comunidades
        de acogida y cuáles de las actividades fueron eficaces. Hay pruebas de que la integración en el mercado de trabajo mejora con el
        acceso a los servicios. Al final del informe se dan recomendaciones para el gobierno y los socios internacionales.
        """;
}
