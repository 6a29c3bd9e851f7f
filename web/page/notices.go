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
		"Réessayez dans quelques minutes. Si vous veniez d’envoyer un formulaire, revenez en arrière" + nbsp + ": votre saisie s’y trouve encore.",
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
		"Le formulaire n’est pas arrivé entier. Revenez en arrière" + nbsp + ": votre saisie s’y trouve encore. Envoyez-la de nouveau.",
	}}
}

// TooLarge is shown when a form holds more than any checklist can.
func TooLarge() Plain {
	return Plain{Heading: "Formulaire trop volumineux", Code: "Erreur 413", Paragraphs: []string{
		"Le formulaire dépasse un mégaoctet. Revenez en arrière, raccourcissez les textes les plus longs, puis envoyez-le de nouveau.",
	}}
}

// Accessibility is the accessibility statement, as far as one can be made.
func Accessibility() Plain {
	return Plain{Heading: "Accessibilité", Paragraphs: []string{
		"transfert n’a pas encore fait l’objet d’un audit de conformité au référentiel général d’amélioration de l’accessibilité (RGAA)" + nbsp + ": le site est donc déclaré non conforme.",
		"Chaque page est vérifiée à chaque modification par l’outil axe, en thème clair et sombre, sur écran large et étroit. Toutes les démarches fonctionnent au clavier et sans JavaScript.",
		"Si vous n’arrivez pas à accéder à un contenu, signalez-le à l’équipe du programme beta.gouv.fr. Vous pouvez aussi saisir le Défenseur des droits.",
	}}
}

// LegalNotice says who is responsible for the site, as far as it is known.
func LegalNotice() Plain {
	return Plain{Heading: "Mentions légales", Paragraphs: []string{
		"transfert est un outil du programme beta.gouv.fr. L’éditeur, le directeur de la publication et l’hébergeur seront indiqués ici avant la mise en ligne.",
		"Le site ne dépose qu’un témoin de connexion (cookie), pour retenir le thème que vous avez choisi. Il ne mesure pas l’audience.",
		"Les données des services viennent du catalogue public de beta.gouv.fr" + nbsp + ": beta.gouv.fr, DINUM et contributeurs.",
	}}
}
