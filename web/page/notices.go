package page

// NotFound is shown where there is nothing at an address.
func NotFound() Plain {
	return Plain{Heading: "Page non trouvée", Code: "Erreur 404", Paragraphs: []string{
		"La page que vous cherchez n’existe pas ou n’existe plus.",
		"Si vous avez tapé l’adresse, vérifiez qu’elle est correcte.",
	}}
}

// UnexpectedError is shown when the program failed.
func UnexpectedError() Plain {
	return Plain{Heading: "Erreur inattendue", Code: "Erreur 500", Paragraphs: []string{
		"Un problème technique empêche d’afficher cette page. Rien de ce qui était enregistré n’est perdu.",
		"Réessayez dans quelques minutes.",
	}}
}

// Unavailable is shown when what the site keeps cannot be reached for now.
func Unavailable() Plain {
	return Plain{Heading: "Le site ne répond pas pour l’instant", Code: "Erreur 503", Paragraphs: []string{
		"L’endroit où les évaluations sont enregistrées ne répond pas. Rien de ce qui était enregistré n’est perdu.",
		"Réessayez dans quelques secondes.",
	}}
}

// Busy is shown when as many files are being downloaded as the site sends at once.
func Busy() Plain {
	return Plain{Heading: "Trop de téléchargements à la fois", Code: "Erreur 503", Paragraphs: []string{
		"Le site envoie déjà autant de fichiers qu’il le peut. Réessayez dans quelques secondes : le reste du site fonctionne normalement.",
	}}
}

// MethodNotAllowed is shown where an address cannot be used in this way.
func MethodNotAllowed() Plain {
	return Plain{Heading: "Action impossible", Code: "Erreur 405", Paragraphs: []string{
		"Cette adresse ne peut pas être utilisée de cette façon. Revenez en arrière et recommencez depuis la page.",
	}}
}

// ForeignForm is shown when another site sent a form.
func ForeignForm() Plain {
	return Plain{Heading: "Formulaire refusé", Code: "Erreur 403", Paragraphs: []string{
		"Ce formulaire a été envoyé depuis un autre site. Rien n’a été enregistré. Ouvrez la page ici et recommencez.",
	}}
}

// UnreadableForm is shown when a form did not come through whole.
func UnreadableForm() Plain {
	return Plain{Heading: "Formulaire illisible", Code: "Erreur 400", Paragraphs: []string{
		"Le formulaire n’est pas arrivé entier. Revenez en arrière : votre saisie s’y trouve encore. Envoyez-la de nouveau.",
	}}
}

// TooLarge is shown when a form holds more than any checklist can.
func TooLarge() Plain {
	return Plain{Heading: "Formulaire trop volumineux", Code: "Erreur 413", Paragraphs: []string{
		"Le formulaire dépasse deux mégaoctets. Revenez en arrière, raccourcissez les textes les plus longs, puis envoyez-le de nouveau.",
	}}
}

// TooManyRows is shown when a list of a form has more rows than a checklist takes.
func TooManyRows(sentence string) Plain {
	return Plain{Heading: "Trop de lignes dans une liste", Code: "Erreur 413", Paragraphs: []string{
		sentence + " Rien n’a été enregistré.",
		"Revenez en arrière : votre saisie s’y trouve encore. Retirez des lignes, puis envoyez-la de nouveau.",
	}}
}

// AnswerTooLong is shown where a form would come back much longer than it was sent.
func AnswerTooLong() Plain {
	return Plain{Heading: "Trop de lignes à montrer", Code: "Erreur 413", Paragraphs: []string{
		"La page qui répondrait à ce formulaire serait trop longue : trop de lignes sont incomplètes ou à corriger à la fois.",
		"Revenez en arrière : votre saisie s’y trouve encore. Complétez ou retirez des lignes, puis envoyez-la de nouveau.",
	}}
}

// LegalNotice says who is responsible for the site, as far as it is known.
func LegalNotice() Plain {
	return Plain{Heading: "Mentions légales", Paragraphs: []string{
		"transfert est un outil du programme beta.gouv.fr. L’éditeur, le directeur de la publication et l’hébergeur seront indiqués ici avant la mise en ligne.",
		"Le site ne dépose que des témoins de connexion (cookies) nécessaires : l’un retient le thème que vous avez choisi, un autre que vous êtes connecté, d’autres, un jour au plus, les connexions que vous avez commencées. Il ne mesure pas l’audience.",
		"Pendant que vous remplissez un brouillon, votre navigateur garde ce qui n’a pas encore pu être enregistré, et l’efface ensuite.",
		"Les données des services viennent du catalogue public de beta.gouv.fr : beta.gouv.fr, DINUM et contributeurs.",
	}}
}

// UnreadableDay is shown when an address asks about a day that is none.
func UnreadableDay() Plain {
	return Plain{Heading: "Date illisible", Code: "Erreur 400", Paragraphs: []string{
		"La date demandée n’existe pas. Écrivez le jour, le mois et l’année, par exemple 31/08/2026.",
	}}
}

// UnreadableFacts is shown when an address holds facts that are none.
func UnreadableFacts() Plain {
	return Plain{Heading: "Simulation illisible", Code: "Erreur 400", Paragraphs: []string{
		"Cette adresse devait contenir les faits d’une simulation, mais ils sont incomplets ou ne peuvent plus être lus. Souvent, la fin de l’adresse a été coupée en la copiant ou par la messagerie.",
		"Demandez à la personne qui vous l’a envoyée de la copier de nouveau en entier, ou de vous envoyer le fichier de la simulation. Vous pouvez aussi partir de l’évaluation et choisir « Et si… ».",
	}}
}

// FileTooLong is shown when a workbook cannot hold what was asked for.
func FileTooLong() Plain {
	return Plain{Heading: "Trop de lignes pour un classeur", Code: "Erreur 422", Paragraphs: []string{
		"Un classeur compte un peu plus d’un million de lignes au plus. Filtrez davantage, ou téléchargez le fichier CSV.",
	}}
}

// UnknownFilter is shown when an address filters by something that does not exist.
func UnknownFilter() Plain {
	return Plain{Heading: "Filtre inconnu", Code: "Erreur 400", Paragraphs: []string{
		"Cette adresse filtre les services d’une façon qui n’existe pas. Repartez de la liste des services pour choisir vos filtres.",
	}}
}

// Forbidden is shown to whoever may not do something, with the reason.
func Forbidden(reason string) Plain {
	return Plain{Heading: "Accès refusé", Code: "Erreur 403", Paragraphs: []string{
		reason, "Si vous pensez que c’est une erreur, demandez à l’équipe du programme de vérifier le rôle et le périmètre de votre compte.",
	}}
}
