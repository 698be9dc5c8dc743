"""What the feeds' pages ask for. Labels and hints stand in the templates."""

from django import forms

from claims.models import Feed, Revision


class AddressForm(forms.Form):
    """An address to look at; `chosen` is one of the feeds that the page at `url` named."""

    url = forms.CharField(max_length=2000)
    chosen = forms.CharField(required=False, max_length=2000)


class AddFeedForm(forms.Form):
    outlet_name = forms.CharField(required=False, max_length=200)
    folder = forms.CharField(required=False, max_length=200)
    takes_full_text = forms.BooleanField(required=False)


class FeedSettingsForm(forms.Form):
    title = forms.CharField(required=False, max_length=500)
    outlet_name = forms.CharField(max_length=200)
    folder = forms.CharField(required=False, max_length=200)
    takes_full_text = forms.BooleanField(required=False)
    ignores_cache = forms.BooleanField(required=False)


class SampleForm(forms.Form):
    url = forms.CharField(max_length=2000)
    lang = forms.CharField(required=False, max_length=20)


class ChosenFeedsForm(forms.Form):
    """Feeds that were ticked in the list, and what is to be done with them."""

    feed = forms.ModelMultipleChoiceField(Feed.objects.all())
    action = forms.ChoiceField(choices=[(name, name) for name in ("pause", "resume", "poll", "move")])
    folder = forms.CharField(required=False, max_length=200)


class SetAsideForm(forms.Form):
    """What was set aside for one reason: articles behind a wall of a site, others of an outlet, or revisions that
    failed at a stage."""

    site = forms.CharField(required=False, max_length=253)
    wall = forms.CharField(required=False, max_length=20)
    outlet = forms.IntegerField(required=False, min_value=1)
    kind = forms.CharField(required=False, max_length=40)
    stage = forms.ChoiceField(required=False, choices=[("", ""), *Revision.Stage.choices])
    reason = forms.CharField(required=False, max_length=2_000)
