package page

// NotFound is shown when an address has no page.
func NotFound() Notice {
	return Notice{Heading: "Page non trouvée", Code: "Erreur 404", Paragraphs: []string{
		"La page que vous cherchez n’existe pas ou n’existe plus.",
		"Si vous avez tapé l’adresse, vérifiez qu’elle est correcte.",
	}}
}

// UnexpectedError is shown when the program failed.
func UnexpectedError() Notice {
	return Notice{Heading: "Erreur inattendue", Code: "Erreur 500", Paragraphs: []string{
		"Un problème technique empêche d’afficher cette page. Rien de ce qui était enregistré n’est perdu.",
		"Réessayez dans quelques minutes.",
	}}
}

// Unavailable is shown when the store cannot be reached for now.
func Unavailable() Notice {
	return Notice{Heading: "Le site ne répond pas pour l’instant", Code: "Erreur 503", Paragraphs: []string{
		"L’endroit où les évaluations sont enregistrées ne répond pas. Rien de ce qui était enregistré n’est perdu.",
		"Réessayez dans quelques secondes.",
	}}
}

// Busy is shown when as many files are being downloaded as the site sends at once.
func Busy() Notice {
	return Notice{Heading: "Trop de téléchargements à la fois", Code: "Erreur 503", Paragraphs: []string{
		"Le site envoie déjà autant de fichiers qu’il le peut. Réessayez dans quelques secondes : le reste du site fonctionne normalement.",
	}}
}

// MethodNotAllowed is shown when an address does not take the method of a request.
func MethodNotAllowed() Notice {
	return Notice{Heading: "Action impossible", Code: "Erreur 405", Paragraphs: []string{
		"Cette adresse ne peut pas être utilisée de cette façon. Revenez en arrière et recommencez depuis la page.",
	}}
}

// ForeignForm is shown when another site sent a form.
func ForeignForm() Notice {
	return Notice{Heading: "Formulaire refusé", Code: "Erreur 403", Paragraphs: []string{
		"Ce formulaire a été envoyé depuis un autre site. Rien n’a été enregistré. Ouvrez la page ici et recommencez.",
	}}
}

// UnreadableForm is shown when a part of a form is lost or cannot be read.
func UnreadableForm() Notice {
	return Notice{Heading: "Formulaire illisible", Code: "Erreur 400", Paragraphs: []string{
		"Le formulaire n’est pas arrivé entier. Revenez en arrière : votre saisie s’y trouve encore. Envoyez-la de nouveau.",
	}}
}

// TooLarge is shown when a form holds more than any checklist can.
func TooLarge() Notice {
	return Notice{Heading: "Formulaire trop volumineux", Code: "Erreur 413", Paragraphs: []string{
		"Le formulaire dépasse deux mégaoctets. Revenez en arrière, raccourcissez les textes les plus longs, puis envoyez-le de nouveau.",
	}}
}

// TooManyRows is shown when a list of a form has more rows than a checklist may have.
func TooManyRows(sentence string) Notice {
	return Notice{Heading: "Trop de lignes dans une liste", Code: "Erreur 413", Paragraphs: []string{
		sentence + " Rien n’a été enregistré.",
		"Revenez en arrière : votre saisie s’y trouve encore. Retirez des lignes, puis envoyez-la de nouveau.",
	}}
}

// AnswerTooLong is shown when a form would come back much longer than it was sent.
func AnswerTooLong() Notice {
	return Notice{Heading: "Trop de lignes à montrer", Code: "Erreur 413", Paragraphs: []string{
		"La page qui répondrait à ce formulaire serait trop longue : trop de lignes sont incomplètes ou à corriger à la fois.",
		"Revenez en arrière : votre saisie s’y trouve encore. Complétez ou retirez des lignes, puis envoyez-la de nouveau.",
	}}
}

// LegalNotice says who is responsible for the site, as far as it is known.
func LegalNotice() Notice {
	return Notice{Heading: "Mentions légales", Paragraphs: []string{
		"transfert est un outil du programme beta.gouv.fr. L’éditeur, le directeur de la publication et l’hébergeur " +
			"seront indiqués ici avant la mise en ligne.",
		"Le site ne dépose que des témoins de connexion (cookies) nécessaires : l’un retient le thème que vous avez choisi, " +
			"un autre que vous êtes connecté, d’autres, un jour au plus, les connexions que vous avez commencées. " +
			"Il ne mesure pas l’audience.",
		"Pendant que vous remplissez un brouillon, votre navigateur garde ce qui n’a pas encore pu être enregistré, et l’efface ensuite.",
		"Les données des services viennent du catalogue public de beta.gouv.fr : beta.gouv.fr, DINUM et contributeurs.",
	}}
}

// UnreadableDay is shown when an address asks about a day that does not exist.
func UnreadableDay() Notice {
	return Notice{Heading: "Date illisible", Code: "Erreur 400", Paragraphs: []string{
		"La date demandée n’existe pas. Écrivez le jour, le mois et l’année, par exemple 31/08/2026.",
	}}
}

// UnreadableFacts is shown when an address holds facts that cannot be read.
func UnreadableFacts() Notice {
	return Notice{Heading: "Simulation illisible", Code: "Erreur 400", Paragraphs: []string{
		"Cette adresse devait contenir les faits d’une simulation, mais ils sont incomplets ou ne peuvent plus être lus. " +
			"Souvent, la fin de l’adresse a été coupée en la copiant ou par la messagerie.",
		"Demandez à la personne qui vous l’a envoyée de la copier de nouveau en entier, ou de vous envoyer le fichier " +
			"de la simulation. Vous pouvez aussi partir de l’évaluation et choisir « Et si… ».",
	}}
}

// FileTooLong is shown when a workbook cannot hold what was asked for.
func FileTooLong() Notice {
	return Notice{Heading: "Trop de lignes pour un classeur", Code: "Erreur 422", Paragraphs: []string{
		"Un classeur compte un peu plus d’un million de lignes au plus. Filtrez davantage, ou téléchargez le fichier CSV.",
	}}
}

// UnknownFilter is shown when an address filters by something that does not exist.
func UnknownFilter() Notice {
	return Notice{Heading: "Filtre inconnu", Code: "Erreur 400", Paragraphs: []string{
		"Cette adresse filtre les services d’une façon qui n’existe pas. Repartez de la liste des services pour choisir vos filtres.",
	}}
}

// Forbidden is shown when the policy refuses what was asked, with its reason.
func Forbidden(reason string) Notice {
	return Notice{Heading: "Accès refusé", Code: "Erreur 403", Paragraphs: []string{
		reason, "Si vous pensez que c’est une erreur, demandez à l’équipe du programme de vérifier le rôle et le périmètre de votre compte.",
	}}
}
