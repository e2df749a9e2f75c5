"""Cases that ended, each as one package that stays readable and can be proved for decades (R272)."""
