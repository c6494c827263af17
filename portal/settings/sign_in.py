"""Sign-in: professionals by a code in their mail, staff by password and a second factor. See django-allauth."""

FIFTEEN_MINUTES = 15 * 60

AUTHENTICATION_BACKENDS = ["portal.accounts.backends.StaffPasswordBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "accounts:overview"

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.PasswordLoginForm",
    "request_login_code": "portal.accounts.forms.RequestCodeForm",
    "reset_password": "portal.accounts.forms.ResetStaffPasswordForm",
    "signup": "portal.accounts.forms.SignupForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "reset_password_from_key": "portal.accounts.forms.NewPasswordForm",
    "reauthenticate": "portal.accounts.forms.PasswordAgainForm",
    "confirm_login_code": "portal.accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.AddressCodeForm",
    "confirm_password_reset_code": "portal.accounts.forms.PasswordCodeForm",
}
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.SecondStepForm",
    "reauthenticate": "portal.accounts.forms.SecondStepAgainForm",
    "activate_totp": "portal.accounts.forms.FirstDeviceForm",
    "add_webauthn": "portal.accounts.forms.AddKeyForm",
    "edit_webauthn": "portal.accounts.forms.EditKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
# The screen never tells whether an address is known; the mail to its owner does.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
# These mails would name the address and browser of whoever signed in.
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# Only codes that expire are mailed, never links that let someone in.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = FIFTEEN_MINUTES
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = FIFTEEN_MINUTES
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = FIFTEEN_MINUTES
ACCOUNT_LOGIN_TIMEOUT = FIFTEEN_MINUTES

MFA_ADAPTER = "portal.accounts.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey is a second factor here, never a way in by itself.
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Wegwijs"
MFA_TOTP_TOLERANCE = 1

# A session ends with the browser, after a working day, and for staff after half an hour without a click.
ACCOUNT_SESSION_REMEMBER = False
SESSION_ENGINE = "portal.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
ANONYMOUS_SESSION_SECONDS = FIFTEEN_MINUTES
STAFF_IDLE_SECONDS = 30 * 60

# An administrator types nobody's password: whoever is new asks a code by mail and chooses one.
WAGTAILUSERS_PASSWORD_ENABLED = False
