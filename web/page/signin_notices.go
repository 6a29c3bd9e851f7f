package page

import (
	"transfert/assessment"
	"transfert/assessment/french"
)

// again says how to begin another sign-in.
const again = "Cette connexion n’a pas eu lieu. Si vous n’êtes pas connecté, recommencez depuis « Se connecter », en haut de la page."

// signInRefused is a page about a sign-in that is refused, which may be begun again.
func signInRefused(heading, why string) Notice {
	return Notice{Heading: heading, Code: "Erreur 400", Paragraphs: []string{why, again}}
}

// UnknownAccount is shown to a person who proved who they are, but has no account here.
func UnknownAccount(email string) Notice {
	return Notice{Heading: "Aucun compte pour cette adresse", Code: "Erreur 403", Paragraphs: []string{
		"Vous êtes bien identifié, mais transfert n’a pas de compte actif pour l’adresse " + email + ".",
		"Demandez à l’équipe du programme beta.gouv.fr (contact@beta.gouv.fr) d’en ouvrir un, en précisant votre rôle et vos services.",
		"Si vous avez un compte à une autre adresse, déconnectez-vous de ProConnect, puis revenez vous connecter avec elle.",
	}}
}

// ProviderDown is shown when the provider of identities does not answer.
func ProviderDown() Notice {
	return Notice{Heading: "ProConnect ne répond pas", Code: "Erreur 503", Paragraphs: []string{
		"La connexion n’a pas pu commencer ou se terminer. Réessayez dans quelques minutes.",
		"En attendant, tout ce qui est public reste lisible.",
	}}
}

// AccountBound is shown to a person who has the e-mail of an account that is bound to
// another identity.
func AccountBound(email string) Notice {
	return Notice{Heading: "Compte rattaché à une autre identité", Code: "Erreur 403", Paragraphs: []string{
		"Le compte de l’adresse " + email + " est rattaché à une autre identité ProConnect que la vôtre : " +
			"celle avec laquelle il a été ouvert la première fois.",
		"Si c’est aussi la vôtre, déconnectez-vous de ProConnect, puis revenez vous connecter avec elle.",
		"Sinon, demandez à l’équipe du programme beta.gouv.fr (contact@beta.gouv.fr) de détacher le compte : il se rattachera à votre identité.",
	}}
}

// AddressTaken is shown to a person whose e-mail has become that of another account.
func AddressTaken(email string) Notice {
	return Notice{Heading: "Adresse d’un autre compte", Code: "Erreur 403", Paragraphs: []string{
		"ProConnect indique que votre adresse est maintenant " + email + ", mais un autre compte de transfert porte déjà cette adresse.",
		"Demandez à l’équipe du programme beta.gouv.fr (contact@beta.gouv.fr) laquelle des deux fiches garder : " +
			"elle peut changer l’adresse de l’autre.",
	}}
}

// SignInRefused is shown when what the provider sent back cannot be trusted.
func SignInRefused() Notice {
	return signInRefused("Connexion non aboutie",
		"La réponse de ProConnect ne peut pas être acceptée : elle est incomplète, ou ne correspond pas à ce que transfert avait demandé.")
}

// SignInCancelled is shown when the person gave up at the provider.
func SignInCancelled() Notice {
	return signInRefused("Connexion annulée", "ProConnect indique que la connexion a été annulée ou refusée.")
}

// SignInElsewhere is shown when this browser knows nothing of the sign-in.
func SignInElsewhere() Notice {
	return signInRefused("Connexion commencée ailleurs",
		"Ce navigateur ne connaît pas cette connexion : elle a été commencée dans un autre navigateur, "+
			"ou celui-ci ne garde pas les témoins (cookies), ou elle date de plus d’un jour ou d’avant cinq autres.")
}

// SignInUsed is shown when the same answer of the provider comes again.
func SignInUsed() Notice {
	return signInRefused("Connexion déjà utilisée", "Cette réponse de ProConnect a déjà servi, et ne sert qu’une fois.")
}

// SignInLate is shown when the person took too long at the provider.
func SignInLate() Notice {
	return signInRefused("Connexion trop tardive", "Cette connexion a été commencée il y a plus d’une heure.")
}

// SignInSpent is shown when the provider does not know its own answer any more.
func SignInSpent() Notice {
	return signInRefused("Connexion trop tardive", "ProConnect n’accepte plus cette réponse : elle est arrivée trop tard, ou a déjà servi.")
}

// AlreadySignedIn is shown when an answer of the provider is of no use, to an
// account that is signed in.
func AlreadySignedIn(a assessment.Account) Notice {
	return Notice{Heading: "Vous êtes déjà connecté", Code: "Erreur 400", Paragraphs: []string{
		"Cette réponse de ProConnect ne sert plus, mais vous êtes connecté dans ce navigateur : " + Layout{Reader: Reader{Account: a}}.person() + ".",
		"Continuez depuis le menu, en haut de la page.",
	}}
}

// LevelTooLow is shown when the provider knows the person less well than is asked.
func LevelTooLow(reached, least string) Notice {
	told := "le niveau " + french.Quote(reached)
	if reached == "" {
		told = "aucun niveau"
	}
	return Notice{Heading: "Niveau d’authentification insuffisant", Code: "Erreur 403", Paragraphs: []string{
		"ProConnect indique " + told + ", alors que transfert demande au moins " + french.Quote(least) + ". Cette connexion n’a pas eu lieu.",
		"Recommencez en choisissant une identité plus sûre, par exemple avec un deuxième facteur. " +
			"Si vous n’en avez pas, demandez-la au service informatique de votre administration.",
	}}
}

// AddressNotVerified is shown when the provider vouches for no e-mail address.
func AddressNotVerified() Notice {
	return Notice{Heading: "Adresse électronique non vérifiée", Code: "Erreur 403", Paragraphs: []string{
		"ProConnect n’indique pas d’adresse électronique vérifiée pour votre identité. Cette connexion n’a pas eu lieu.",
		"Vérifiez votre adresse auprès du service qui vous identifie, puis recommencez.",
	}}
}
