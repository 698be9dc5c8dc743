# The one image that docker-compose.yml runs as web, worker, beat and prepare.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1
WORKDIR /srv/tracker

COPY requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --no-deps --require-hashes --only-binary :all: -r requirements/runtime.txt

COPY manage.py ./
COPY bin/probe_web.py bin/
COPY tracker tracker
COPY templates templates
COPY claims claims

RUN pybabel --quiet compile --directory claims/locale --domain django \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && useradd --create-home tracker \
    && chown -R tracker var
USER tracker

EXPOSE 8000
CMD ["python", "-m", "gunicorn", "tracker.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--no-control-socket"]
